using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Must(left).add(right);

        /// <summary>The sum.</summary>
        public static Tensor operator +(Tensor left, double right) => Must(left).add((Scalar)right);

        /// <summary>The difference.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => Must(left).sub(right);

        /// <summary>The difference.</summary>
        public static Tensor operator -(Tensor left, double right) => Must(left).sub((Scalar)right);

        /// <summary>The difference.</summary>
        public static Tensor operator -(Tensor left, int right) => Must(left).sub((Scalar)right);

        /// <summary>The difference.</summary>
        public static Tensor operator -(int left, Tensor right) => Native.ts_rsub_number(right, (Scalar)left);

        /// <summary>The difference.</summary>
        public static Tensor operator -(long left, Tensor right) => Native.ts_rsub_number(right, (Scalar)left);

        /// <summary>The product, element by element.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Must(left).mul(right);

        /// <summary>The product, element by element.</summary>
        public static Tensor operator *(Tensor left, double right) => Must(left).mul((Scalar)right);

        /// <summary>The product, element by element.</summary>
        public static Tensor operator *(Tensor left, int right) => Must(left).mul((Scalar)right);

        /// <summary>The product, element by element.</summary>
        public static Tensor operator *(Tensor left, long right) => Must(left).mul((Scalar)right);

        /// <summary>The quotient, element by element.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Must(left).div(right);

        /// <summary>The quotient, element by element.</summary>
        public static Tensor operator /(Tensor left, double right) => Must(left).div((Scalar)right);

        /// <summary>The quotient, element by element.</summary>
        public static Tensor operator /(Tensor left, int right) => Must(left).div((Scalar)right);

        /// <summary>Each element with the other sign.</summary>
        public static Tensor operator -(Tensor tensor) => Must(tensor).neg();

        /// <summary>Each element with its bits turned.</summary>
        public static Tensor operator ~(Tensor left) => Must(left).bitwise_not();

        /// <summary>The two combined bit by bit.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => Must(left).bitwise_or(right);

        /// <summary>Whether left &lt; right, for each element.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => Must(left).lt(right);

        /// <summary>Whether left &gt; right, for each element.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => Must(left).gt(right);

        private static Tensor Must(Tensor tensor) => tensor ?? throw new ArgumentNullException(nameof(tensor), "An operand is null.");
    }
}
