using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor of another element type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(TensorOptions.Of(type), copy, disposeAfter, non_blocking);

        /// <summary>A tensor of another element type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(TensorOptions.Of(type), copy, disposeAfter, non_blocking);

        /// <summary>A tensor on another device.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(TensorOptions.Of(null, device), copy, disposeAfter, non_blocking);

        /// <summary>A tensor on another device.</summary>
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>A tensor on another device, such as "cuda:0".</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>A tensor of another element type on another device.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(TensorOptions.Of(type, device), copy, disposeAfter, non_blocking);

        /// <summary>A tensor of the other's element type on the other's device.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>A tensor of the other's element type.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>A tensor of the type Bool.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>A tensor of the type Byte.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>A tensor of the type Int32.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>A tensor of the type Int64.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>A tensor of the type Float16.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>A tensor of the type BFloat16.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>A tensor of the type Float32.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>A tensor of the type Float64.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>A tensor in the processor's memory.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>A tensor on a CUDA device; null is the first.</summary>
        public Tensor cuda(Device device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>The same elements in memory in order, copied where that is needed.</summary>
        public Tensor contiguous() => Native.ts_contiguous(this);

        /// <summary>A copy of the elements.</summary>
        public Tensor clone() => Native.ts_clone(this);

        /// <summary>Another handle to the same elements.</summary>
        public Tensor alias() => Native.ts_alias(this);

        /// <summary>A copy in page-locked memory, for transfers to a CUDA device.</summary>
        public Tensor pin_memory() => Native.ts_pin_memory(this);

        /// <summary>Copies another tensor's elements here, converting type and device.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Done(Native.ts_copy_(this, source, nonBlocking));

        /// <summary>Writes a number to all elements.</summary>
        public Tensor fill_(Scalar value) => Done(Native.ts_fill_(this, value));

        /// <summary>Writes zero to all elements.</summary>
        public Tensor zero_() => Done(Native.ts_zero_(this));

        /// <summary>Makes this share the elements of another tensor.</summary>
        public Tensor set_(Tensor source) => Done(Native.ts_set_(this, source));

        /// <summary>Draws all elements from a normal distribution.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) =>
            Done(Native.ts_normal_(this, mean, std, generator));

        /// <summary>Draws all elements uniformly from [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator generator = null) => Done(Native.ts_uniform_(this, from, to, generator));

        /// <summary>Draws each element as 1 with probability p, else 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator generator = null) => Done(Native.ts_bernoulli_(this, p, generator));

        /// <summary>Elements of any value in this tensor's shape.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_empty_like(this, TensorOptions.Of(dtype, device, requires_grad));

        /// <summary>Zeros in this tensor's shape.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_zeros_like(this, TensorOptions.Of(dtype, device, requires_grad));

        /// <summary>Ones in this tensor's shape.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_ones_like(this, TensorOptions.Of(dtype, device, requires_grad));

        /// <summary>Draws from [0, 1) in this tensor's shape.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_rand_like(this, TensorOptions.Of(dtype, device, requires_grad));

        /// <summary>Draws from the standard normal distribution in this tensor's shape.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_randn_like(this, TensorOptions.Of(dtype, device, requires_grad));

        /// <summary>One number everywhere, in this tensor's shape.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_full_like(this, value, TensorOptions.Of(dtype, device, requires_grad));

        /// <summary>Elements of any value of this tensor's type on its device, in another shape.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_empty(size, size.Length, TensorOptions.Of(dtype ?? this.dtype, device ?? this.device, requires_grad));

        /// <summary>Zeros of this tensor's type on its device, in another shape.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_zeros(size, size.Length, TensorOptions.Of(dtype ?? this.dtype, device ?? this.device, requires_grad));

        private Tensor Converted(TensorOptions options, bool copy, bool disposeAfter, bool non_blocking)
        {
            var converted = Native.ts_to(this, options, non_blocking, copy);
            if (disposeAfter) Dispose();
            return converted;
        }
    }
}
