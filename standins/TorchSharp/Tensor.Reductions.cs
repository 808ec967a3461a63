using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Native.ts_sum(this, Native.Code(type));

        /// <summary>The sum along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_sum_dims(this, [dim], 1, keepdim, Native.Code(type));

        /// <summary>The sum along dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_sum_dims(this, dim, dim.Length, keepdim, Native.Code(type));

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Native.ts_mean(this);

        /// <summary>The mean along dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_mean_dims(this, dimensions, dimensions.Length, keepdim, Native.Code(type));

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Native.ts_prod(this, Native.Code(type));

        /// <summary>The variance of all elements; unbiased divides by the count less one.</summary>
        public Tensor var(bool unbiased = true) => Native.ts_var(this, unbiased);

        /// <summary>The variance along a dimension; unbiased divides by the count less one.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        /// <summary>The variance along dimensions; unbiased divides by the count less one.</summary>
        internal Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            if (type is null) return Native.ts_var_dims(this, dimensions, dimensions.Length, unbiased, keepdim);
            using var converted = to_type(type.Value);
            return Native.ts_var_dims(converted, dimensions, dimensions.Length, unbiased, keepdim);
        }

        /// <summary>The standard deviation of all elements; unbiased divides by the count less one.</summary>
        public Tensor std(bool unbiased = true) => Native.ts_std(this, unbiased);

        /// <summary>The largest element.</summary>
        public Tensor max() => Native.ts_max(this);

        /// <summary>The largest elements along a dimension, and their places.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Native.Two(Native.ts_max_dim(this, dim, keepdim));

        /// <summary>The largest elements along dimensions.</summary>
        public Tensor amax(params long[] dims) => Native.ts_amax(this, dims, dims.Length, false);

        /// <summary>The places of the largest elements along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Native.ts_argmax_dim(this, dim, keepdim);

        /// <summary>The smallest elements along a dimension, and their places.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Native.Two(Native.ts_min_dim(this, dim, keepdim));

        /// <summary>The k largest or smallest elements along a dimension, and their places.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Native.Two(Native.ts_topk(this, k, dim, largest, sorted));

        /// <summary>The elements in order along a dimension, and their places.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Native.Two(Native.ts_sort(this, dim, descending, stable));

        /// <summary>The places of the elements in order along a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Native.ts_argsort(this, dim, descending);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Native.ts_norm(this, p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Native.ts_norm_dim(this, dim, keepdim, p);

        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Native.ts_cumsum(this, dim, Native.Code(type));

        /// <summary>log(sum(exp(x))) along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Native.ts_logsumexp(this, dim, keepdim);

        /// <summary>Whether all elements are not zero, along a dimension.</summary>
        public Tensor all(long dim, bool keepdim = false) => Native.ts_all_dim(this, dim, keepdim);

        /// <summary>How often each whole number occurs, or the sum of its weights.</summary>
        internal Tensor bincount(Tensor weights, long minlength = 0) => Native.ts_bincount(this, weights, minlength);
    }
}
