using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same elements in another shape, without a copy; one length may be -1.</summary>
        public Tensor view(params long[] shape) => Native.ts_view(this, shape, shape.Length);

        /// <summary>The same elements in another shape, copied where that is needed; one length may be -1.</summary>
        public Tensor reshape(params long[] shape) => Native.ts_reshape(this, shape, shape.Length);

        /// <summary>Dimensions of length 1 repeated to the sizes, without a copy; -1 keeps a length.</summary>
        public Tensor expand(params long[] sizes) => Native.ts_expand(this, sizes, sizes.Length, false);

        /// <summary>The dimensions in another order, without a copy.</summary>
        public Tensor permute(params long[] permutation) => Native.ts_permute(this, permutation, permutation.Length);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor transpose(long dim0, long dim1) => Native.ts_transpose(this, dim0, dim1);

        /// <summary>A matrix transposed, without a copy.</summary>
        public Tensor t() => Native.ts_t(this);

        /// <summary>A dimension of length 1 inserted.</summary>
        public Tensor unsqueeze(long dim) => Native.ts_unsqueeze(this, dim);

        /// <summary>A run of dimensions made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.ts_flatten(this, start_dim, end_dim);

        /// <summary>A run of a dimension, without a copy.</summary>
        public Tensor narrow(long dim, long start, long length) => Native.ts_narrow(this, dim, start, length);

        /// <summary>One place of a dimension, which disappears; without a copy.</summary>
        public Tensor select(long dim, long index) => Native.ts_select(this, dim, index);

        /// <summary>Each element so many times along a dimension; null: along the flattened tensor.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Native.ts_repeat_interleave(this, repeats, dim ?? 0, dim.HasValue);
    }
}
