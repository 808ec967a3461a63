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

        /// <summary>The largest element.</summary>
        public Tensor max() => Native.ts_max(this);

        /// <summary>The largest elements along a dimension, and their places.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Native.Two(Native.ts_max_dim(this, dim, keepdim));

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Native.ts_norm(this, p);

        /// <summary>Whether all elements are not zero, along a dimension.</summary>
        public Tensor all(long dim, bool keepdim = false) => Native.ts_all_dim(this, dim, keepdim);
    }
}
