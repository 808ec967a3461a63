using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Operations of networks, as functions.</summary>
        public static class functional
        {
            /// <summary>x times weights transposed, plus bias: (.., in) and (out, in) give (.., out).</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) => Native.ts_linear(input, weights, bias);

            /// <summary>
            /// The cross-entropy of (N, C) logits and N class numbers, or of class probabilities; targets equal to ignore_index do not count.
            /// </summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                Native.ts_cross_entropy(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The negative log-likelihood of N class numbers under (N, C) log-probabilities.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor weight = null, Reduction reduction = Reduction.Mean) =>
                Native.ts_nll_loss(input, target, weight, (long)reduction, -100);

            /// <summary>The squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Native.ts_mse_loss(input, target, (long)reduction);

            /// <summary>The Kullback-Leibler divergence of log-probabilities from a target.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Native.ts_kl_div(input, target, (long)reduction, log_target);

            /// <summary>The cosine of the angle between vectors along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                Native.ts_cosine_similarity(x1, x2, dim, eps);

            /// <summary>Softmax along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>Zero mean and unit variance over the last dimensions, then times weight plus bias.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1e-05) =>
                Native.ts_layer_norm(input, normalized_shape, normalized_shape.Length, weight, bias, eps);

            /// <summary>The Gaussian error linear unit.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary>The Gaussian error linear unit, exactly or by its tanh approximation.</summary>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false) =>
                inplace ? Written(x, x.gelu(approximate)) : x.gelu(approximate);

            /// <summary>x times sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Written(x, x.silu()) : x.silu();

            /// <summary>max(0, x).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Written(x, x.relu()) : x.relu();

            /// <summary>Zeroes elements with probability p and scales the others by 1 / (1 - p), while training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Written(input, Native.ts_dropout(input, p, training)) : Native.ts_dropout(input, p, training);

            /// <summary>Vectors along a dimension divided by their p-norm.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1, double eps = 1e-12) =>
                Native.ts_normalize(input, p, dim, eps);

            /// <summary>Whole numbers as rows with a one at their place; -1 takes the largest number plus one as the length.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Native.ts_one_hot(x, num_classes);

            /// <summary>Elements added at both ends of the last dimensions, the last dimension first.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Native.ts_pad(input, pad, pad.Length, (int)mode, value);

            /// <summary>A two-dimensional convolution of (N, C, H, W) with (out, C / groups, height, width).</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, long[] padding = null, long[] dilation = null,
                long groups = 1) =>
                Native.ts_conv2d(input, weight, bias, Two(strides, 1), Two(padding, 0), Two(dilation, 1), groups);

            /// <summary>(N, C, H, W) resampled to a size, or by a factor for each of height and width.</summary>
            public static Tensor interpolate(
                Tensor x, long[] size = null, double[] scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                size ??= [.. (scale_factor ?? throw new ArgumentException("Give size or scale_factor.")).Select((f, i) => (long)(x.shape[i + 2] * f))];
                return Native.ts_interpolate(x, size, size.Length, (int)mode, align_corners ?? false, antialias);
            }

            /// <summary>
            /// softmax(query key^T / sqrt(width) + mask) value; a boolean mask keeps what is true. The parameter name is_casual is TorchSharp's.
            /// </summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor attn_mask = null, double p = 0.0, bool is_casual = false) =>
                Native.ts_attention(query, key, value, attn_mask, p, is_casual);

            private static Tensor Written(Tensor x, Tensor result)
            {
                using (result) return x.copy_(result);
            }

            private static long[] Two(long[] given, long otherwise) => given switch
            {
                null => [otherwise, otherwise],
                [var both] => [both, both],
                [_, _] => given,
                _ => throw new ArgumentException($"One or two numbers are needed, for height and width, but {given.Length} were given."),
            };
        }
    }
}
