using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Each element with the other sign.</summary>
        internal Tensor neg() => Native.ts_neg(this);

        /// <summary>The magnitude of each element.</summary>
        public Tensor abs() => Native.ts_abs(this);

        /// <summary>The square root of each element.</summary>
        public Tensor sqrt() => Native.ts_sqrt(this);

        /// <summary>One over the square root of each element.</summary>
        public Tensor rsqrt() => Native.ts_rsqrt(this);

        /// <summary>The square of each element.</summary>
        public Tensor square() => Native.ts_square(this);

        /// <summary>The sine of each element, in radians.</summary>
        public Tensor sin() => Native.ts_sin(this);

        /// <summary>The cosine of each element, in radians.</summary>
        public Tensor cos() => Native.ts_cos(this);

        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Native.ts_tanh(this);

        /// <summary>1 / (1 + exp(-x)) for each element.</summary>
        public Tensor sigmoid() => Native.ts_sigmoid(this);

        /// <summary>max(0, x) for each element.</summary>
        public Tensor relu() => Native.ts_relu(this);

        /// <summary>x times sigmoid(x) for each element.</summary>
        public Tensor silu() => Native.ts_silu(this);

        /// <summary>Each element with its bits turned; "not" for booleans.</summary>
        internal Tensor bitwise_not() => Native.ts_bitwise_not(this);

        /// <summary>The Gaussian error linear unit of each element.</summary>
        public Tensor gelu() => Native.ts_gelu(this, false);

        /// <summary>The Gaussian error linear unit of each element, exactly or by its tanh approximation.</summary>
        public Tensor gelu(Modules.GELU.Approximate approximate) => Native.ts_gelu(this, approximate == Modules.GELU.Approximate.tanh);

        /// <summary>Each element, moved into [min, max]; null is no bound.</summary>
        public Tensor clamp(Scalar min = null, Scalar max = null) => Native.ts_clamp(this, min, max);

        /// <summary>Softmax along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.ts_softmax(this, dim, Native.Code(dtype));

        /// <summary>The logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Native.ts_log_softmax(this, dim, Native.Code(dtype));
    }
}
