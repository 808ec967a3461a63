using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Scalar One = 1L;

        /// <summary>This plus a number.</summary>
        internal Tensor add(Scalar scalar) => Native.ts_add_number(this, scalar, One);

        /// <summary>This plus another tensor; shapes broadcast.</summary>
        public Tensor add(Tensor target) => Native.ts_add(this, target, One);

        /// <summary>This plus alpha times another tensor; shapes broadcast.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Native.ts_add(this, target, alpha);

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar scalar) => Done(Native.ts_add_number_(this, scalar, One));

        /// <summary>Adds alpha times another tensor in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.ts_add_(this, target, alpha));

        /// <summary>This minus a number.</summary>
        internal Tensor sub(Scalar target) => Native.ts_sub_number(this, target);

        /// <summary>This minus another tensor, element by element; shapes broadcast.</summary>
        internal Tensor sub(Tensor target) => Native.ts_sub(this, target);

        /// <summary>Subtracts another tensor in place.</summary>
        public Tensor sub_(Tensor target) => Done(Native.ts_sub_(this, target));

        /// <summary>This times a number.</summary>
        public Tensor mul(Scalar target) => Native.ts_mul_number(this, target);

        /// <summary>This times another tensor, element by element; shapes broadcast.</summary>
        internal Tensor mul(Tensor target) => Native.ts_mul(this, target);

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar target) => Done(Native.ts_mul_number_(this, target));

        /// <summary>This divided by a number.</summary>
        internal Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.ts_div_number(this, target, (int)rounding_mode);

        /// <summary>This divided by another tensor, element by element; shapes broadcast.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Native.ts_div(this, target, (int)rounding_mode);

        /// <summary>Divides by a number in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(Native.ts_div_number_(this, target, (int)rounding_mode));

        /// <summary>The remainder of a division by another tensor; it has the divisor's sign.</summary>
        internal Tensor remainder(Tensor target) => Native.ts_remainder(this, target);

        /// <summary>Each element to a power.</summary>
        public Tensor pow(Scalar exponent) => Native.ts_pow_number(this, exponent);

        /// <summary>Each element to the power of the other tensor's element.</summary>
        public Tensor pow(Tensor exponent) => Native.ts_pow(this, exponent);

        /// <summary>This plus value times tensor1 times tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Native.ts_addcmul(this, tensor1, tensor2, value);

        /// <summary>Adds value times tensor1 times tensor2 in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(Native.ts_addcmul_(this, tensor1, tensor2, value));

        /// <summary>Adds value times tensor1 divided by tensor2 in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(Native.ts_addcdiv_(this, tensor1, tensor2, value));

        /// <summary>This plus weight times the difference to end.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Native.ts_lerp(this, end, weight);

        /// <summary>The matrix product; leading dimensions broadcast as batches.</summary>
        public Tensor matmul(Tensor target) => Native.ts_matmul(this, target);

        /// <summary>The product of two matrices, (n, k) and (k, m).</summary>
        public Tensor mm(Tensor target) => Native.ts_mm(this, target);

        /// <summary>The products of two batches of matrices, (b, n, k) and (b, k, m).</summary>
        public Tensor bmm(Tensor batch2) => Native.ts_bmm(this, batch2);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Native.ts_dot(this, target);

        /// <summary>The outer product of two vectors, (n, m).</summary>
        internal Tensor outer(Tensor vec2) => Native.ts_outer(this, vec2);

        /// <summary>beta times this plus alpha times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Native.ts_addmm(this, mat1, mat2, beta, alpha);
    }
}
