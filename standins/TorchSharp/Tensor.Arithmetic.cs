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
        internal Tensor add(Tensor target) => Native.ts_add(this, target, One);

        /// <summary>This plus alpha times another tensor; shapes broadcast.</summary>
        internal Tensor add(Tensor target, Scalar alpha) => Native.ts_add(this, target, alpha);

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar scalar) => Done(Native.ts_add_number_(this, scalar, One));

        /// <summary>Adds alpha times another tensor in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.ts_add_(this, target, alpha));

        /// <summary>This minus a number.</summary>
        internal Tensor sub(Scalar target) => Native.ts_sub_number(this, target);

        /// <summary>This minus another tensor, element by element; shapes broadcast.</summary>
        internal Tensor sub(Tensor target) => Native.ts_sub(this, target);

        /// <summary>This times a number.</summary>
        internal Tensor mul(Scalar target) => Native.ts_mul_number(this, target);

        /// <summary>This times another tensor, element by element; shapes broadcast.</summary>
        internal Tensor mul(Tensor target) => Native.ts_mul(this, target);

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar target) => Done(Native.ts_mul_number_(this, target));

        /// <summary>This divided by a number.</summary>
        internal Tensor div(Scalar target) => Native.ts_true_divide_number(this, target);

        /// <summary>This divided by another tensor, element by element; shapes broadcast.</summary>
        internal Tensor div(Tensor target) => Native.ts_true_divide(this, target);

        /// <summary>Adds value times tensor1 times tensor2 in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(Native.ts_addcmul_(this, tensor1, tensor2, value));

        /// <summary>Adds value times tensor1 divided by tensor2 in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(Native.ts_addcdiv_(this, tensor1, tensor2, value));

        /// <summary>The matrix product; leading dimensions broadcast as batches.</summary>
        public Tensor matmul(Tensor target) => Native.ts_matmul(this, target);

        /// <summary>beta times this plus alpha times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Native.ts_addmm(this, mat1, mat2, beta, alpha);
    }
}
