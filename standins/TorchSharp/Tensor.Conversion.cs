using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor of another element type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(TensorOptions.Of(type), copy, disposeAfter, non_blocking);

        /// <summary>A tensor on another device.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(TensorOptions.Of(null, device), copy, disposeAfter, non_blocking);

        /// <summary>A tensor in the processor's memory.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The same elements in memory in order, copied where that is needed.</summary>
        public Tensor contiguous() => Native.ts_contiguous(this);

        /// <summary>A copy of the elements.</summary>
        public Tensor clone() => Native.ts_clone(this);

        /// <summary>Another handle to the same elements.</summary>
        public Tensor alias() => Native.ts_alias(this);

        /// <summary>Copies another tensor's elements here, converting type and device.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Done(Native.ts_copy_(this, source, nonBlocking));

        /// <summary>Writes a number to all elements.</summary>
        public Tensor fill_(Scalar value) => Done(Native.ts_fill_(this, value));

        /// <summary>Zeros in this tensor's shape.</summary>
        internal Tensor zeros_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Native.ts_zeros_like(this, TensorOptions.Of(dtype, device, requires_grad));

        private Tensor Converted(TensorOptions options, bool copy, bool disposeAfter, bool non_blocking)
        {
            var converted = Native.ts_to(this, options, non_blocking, copy);
            if (disposeAfter) Dispose();
            return converted;
        }
    }
}
