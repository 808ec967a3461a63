using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether each element is equal to a number.</summary>
        public Tensor eq(Scalar target) => Native.ts_eq_number(this, target);

        /// <summary>Whether each element is equal to the other's; shapes broadcast.</summary>
        public Tensor eq(Tensor target) => Native.ts_eq(this, target);

        /// <summary>Whether each element is different from a number.</summary>
        public Tensor ne(Scalar target) => Native.ts_ne_number(this, target);

        /// <summary>Whether each element is different from the other's; shapes broadcast.</summary>
        public Tensor ne(Tensor target) => Native.ts_ne(this, target);

        /// <summary>Whether each element is less than a number.</summary>
        public Tensor lt(Scalar target) => Native.ts_lt_number(this, target);

        /// <summary>Whether each element is less than the other's; shapes broadcast.</summary>
        public Tensor lt(Tensor target) => Native.ts_lt(this, target);

        /// <summary>Whether each element is at most a number.</summary>
        public Tensor le(Scalar target) => Native.ts_le_number(this, target);

        /// <summary>Whether each element is at most the other's; shapes broadcast.</summary>
        public Tensor le(Tensor target) => Native.ts_le(this, target);

        /// <summary>Whether each element is greater than a number.</summary>
        public Tensor gt(Scalar target) => Native.ts_gt_number(this, target);

        /// <summary>Whether each element is greater than the other's; shapes broadcast.</summary>
        public Tensor gt(Tensor target) => Native.ts_gt(this, target);

        /// <summary>Whether each element is at least a number.</summary>
        public Tensor ge(Scalar target) => Native.ts_ge_number(this, target);

        /// <summary>Whether each element is at least the other's; shapes broadcast.</summary>
        public Tensor ge(Tensor target) => Native.ts_ge(this, target);

        /// <summary>The bits that both have; "and" for booleans.</summary>
        public Tensor bitwise_and(Tensor other) => Native.ts_bitwise_and(this, other);

        /// <summary>The bits that either has; "or" for booleans.</summary>
        public Tensor bitwise_or(Tensor other) => Native.ts_bitwise_or(this, other);

        /// <summary>The bits that one of the two has.</summary>
        public Tensor bitwise_xor(Tensor other) => Native.ts_bitwise_xor(this, other);

        /// <summary>Whether both elements are not zero.</summary>
        public Tensor logical_and(Tensor other) => Native.ts_logical_and(this, other);

        /// <summary>Whether either element is not zero.</summary>
        public Tensor logical_or(Tensor other) => Native.ts_logical_or(this, other);

        /// <summary>The larger of two elements.</summary>
        public Tensor maximum(Tensor other) => Native.ts_maximum(this, other);

        /// <summary>The smaller of two elements.</summary>
        public Tensor minimum(Tensor other) => Native.ts_minimum(this, other);

        /// <summary>The larger of two elements.</summary>
        public Tensor max(Tensor other) => Native.ts_maximum(this, other);

        /// <summary>The smaller of two elements.</summary>
        public Tensor min(Tensor other) => Native.ts_minimum(this, other);

        /// <summary>This with a value where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Native.ts_masked_fill(this, mask, value);

        /// <summary>Writes a value where the mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Done(Native.ts_masked_fill_(this, mask, value));

        /// <summary>This where the condition is true, y elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Native.ts_where(condition, this, y);

        /// <summary>Whether all elements differ by at most atol + rtol times the other's magnitude.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Native.Check(Native.ts_allclose(this, target, rtol, atol, equal_nan)) != 0;

        /// <summary>Whether shape and all elements are the same, as a tensor of one boolean.</summary>
        public Tensor equal(Tensor target) => torch.tensor(Equals(target));

        /// <summary>Whether shape and all elements are the same.</summary>
        public bool Equals(Tensor target) => target is not null && Native.Check(Native.ts_equal(this, target)) != 0;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is Tensor tensor && Equals(tensor);

        /// <inheritdoc/>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
