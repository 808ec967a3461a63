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

            /// <summary>Zero mean and unit variance over the last dimensions, then times weight plus bias.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1e-05) =>
                Native.ts_layer_norm(input, normalized_shape, normalized_shape.Length, weight, bias, eps);

            /// <summary>
            /// softmax(query key^T / sqrt(width) + mask) value; a boolean mask keeps what is true. The parameter name is_casual is TorchSharp's.
            /// </summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor attn_mask = null, double p = 0.0, bool is_casual = false) =>
                Native.ts_attention(query, key, value, attn_mask, p, is_casual);
        }
    }
}
