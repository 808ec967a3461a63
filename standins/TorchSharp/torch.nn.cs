using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Networks.</summary>
    public static partial class nn
    {
        /// <summary>Shares the elements of a tensor as a leaf that requires gradients, or not.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>What becomes of the losses of a batch.</summary>
        public enum Reduction : long
        {
            /// <summary>They stay as they are.</summary>
            None = 0,

            /// <summary>Their mean is taken.</summary>
            Mean = 1,

            /// <summary>Their sum is taken.</summary>
            Sum = 2,
        }

        /// <summary>What training needs besides.</summary>
        public static class utils
        {
            /// <summary>Scales gradients in place so that the p-norm of all of them together is at most a bound; gives the norm that they had.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(t => t.grad).Where(g => g is not null).ToArray();
                var total = Math.Pow(gradients.Sum(g => Math.Pow(g.norm((float)norm_type).ToDouble(), norm_type)), 1 / norm_type);
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                {
                    foreach (var gradient in gradients) gradient.mul_(scale);
                }

                return total;
            }
        }
    }
}
