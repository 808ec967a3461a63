using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The elements in memory as bytes, in order. The span is valid while the tensor is.
        /// </summary>
        /// <exception cref="InvalidOperationException">The tensor is not in the processor's memory, or not in order.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous()) throw new InvalidOperationException($"The elements of {this} do not lie in order. Call contiguous() first.");
                var count = numel() * ElementSize;
                return count <= int.MaxValue
                    ? new Span<byte>((void*)Address(), (int)count)
                    : throw new InvalidOperationException($"The {count} bytes of {this} are more than a span holds. Take them in parts, by narrow().");
            }
        }

        /// <summary>The elements as C#'s type that corresponds exactly; reading follows the tensor's strides.</summary>
        /// <exception cref="ArgumentException">T is not the tensor's element type.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not in the processor's memory.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (ElementType.Of(typeof(T)) != dtype) throw new ArgumentException(
                $"The elements are {dtype}, which {typeof(T).Name} does not hold. Convert with to_type() first.");
            Address();
            return new TensorAccessor<T>(this);
        }

        /// <summary>The one element of a tensor of one element, as C#'s type that corresponds exactly.</summary>
        /// <exception cref="ArgumentException">There are more or fewer elements, or T is not the tensor's element type.</exception>
        public T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException($"item() needs one element, but the tensor is {this}.");
            using var here = device_type == DeviceType.CPU ? null : cpu();
            return (here ?? this).data<T>().First();
        }

        internal nint Address()
        {
            if (device_type != DeviceType.CPU) throw new InvalidOperationException(
                $"The elements of {this} are not in the processor's memory. Call cpu() first.");
            Native.Check(Native.ts_data(this, out var address));
            return address;
        }

    }
}
