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

        /// <summary>Copies, so many along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Native.ts_repeat(this, sizes, sizes.Length);

        /// <summary>The dimensions in another order, without a copy.</summary>
        public Tensor permute(params long[] permutation) => Native.ts_permute(this, permutation, permutation.Length);

        /// <summary>The elements in opposite order along the dimensions.</summary>
        public Tensor flip(params long[] dims) => Native.ts_flip(this, dims, dims.Length);

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

        /// <summary>From start to before finish along a dimension by a step, without a copy.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Native.ts_slice(this, dim, start, finish, step);

        /// <summary>One place of a dimension, which disappears; without a copy.</summary>
        public Tensor select(long dim, long index) => Native.ts_select(this, dim, index);

        /// <summary>Windows of a dimension as a new last dimension, without a copy.</summary>
        public Tensor unfold(long dimension, long size, long step) => Native.ts_unfold(this, dimension, size, step);

        /// <summary>The lower triangle; zero above the diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Native.ts_tril(this, diagonal);

        /// <summary>The upper triangle; zero below the diagonal.</summary>
        public Tensor triu(long diagonal = 0) => Native.ts_triu(this, diagonal);

        /// <summary>The diagonal of a matrix, or a matrix with this diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Native.ts_diag(this, diagonal);

        /// <summary>The elements moved along dimensions, those that fall out entering again.</summary>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Native.ts_roll(this, shifts, shifts.Length, dims, dims.Length);

        /// <summary>Parts of a dimension, so many, the last perhaps shorter.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Native.Many(Native.ts_chunk(this, chunks, dim));

        /// <summary>Parts of a dimension of the given sizes.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Native.Many(Native.ts_split_sizes(this, sizes, sizes.Length, dim));

        /// <summary>The places of a dimension, each without it.</summary>
        public Tensor[] unbind(long dimension = 0) => Native.Many(Native.ts_unbind(this, dimension));

        /// <summary>Each element so many times along a dimension; null: along the flattened tensor.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Native.ts_repeat_interleave(this, repeats, dim ?? 0, dim.HasValue);
    }
}
