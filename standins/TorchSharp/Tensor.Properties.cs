using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The length of each dimension.</summary>
        public long[] shape
        {
            get
            {
                var lengths = new long[ndim];
                Native.Check(Native.ts_sizes(this, lengths));
                return lengths;
            }
        }

        /// <summary>The number of dimensions.</summary>
        internal long ndim => Native.Check(Native.ts_dim(this));

        /// <summary>The element type.</summary>
        public ScalarType dtype => (ScalarType)Native.Check(Native.ts_dtype(this));

        /// <summary>Where the elements are.</summary>
        public Device device => new(device_type, device_index);

        /// <summary>The kind of device that the elements are on.</summary>
        public DeviceType device_type => (DeviceType)Native.Check(Native.ts_device_type(this));

        /// <summary>The number of the device that the elements are on; -1 where its kind has only one.</summary>
        internal int device_index
        {
            get
            {
                Native.Check(Native.ts_device_index(this, out var index));
                return index;
            }
        }

        /// <summary>The bytes of an element.</summary>
        internal long ElementSize => Native.Check(Native.ts_element_size(this));

        /// <summary>The length of a dimension; a negative number counts from the end.</summary>
        public long size(int dim) => Native.Check(Native.ts_size(this, dim));

        /// <summary>How many elements lie between neighbours of each dimension.</summary>
        internal long[] stride()
        {
            var strides = new long[ndim];
            Native.Check(Native.ts_strides(this, strides));
            return strides;
        }

        /// <summary>The number of elements.</summary>
        public long numel() => Native.Check(Native.ts_numel(this));

        /// <summary>Whether the elements lie in memory in order.</summary>
        public bool is_contiguous() => Native.Check(Native.ts_is_contiguous(this)) != 0;

        /// <summary>Shape, type and device, such as "[2x3], type = Float32, device = cpu".</summary>
        public override string ToString() => IsInvalid ? "disposed" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
