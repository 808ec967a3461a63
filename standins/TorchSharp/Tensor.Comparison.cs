using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether each element is less than the other's; shapes broadcast.</summary>
        internal Tensor lt(Tensor target) => Native.ts_lt(this, target);

        /// <summary>Whether each element is at most a number.</summary>
        public Tensor le(Scalar target) => Native.ts_le_number(this, target);

        /// <summary>Whether each element is greater than a number.</summary>
        public Tensor gt(Scalar target) => Native.ts_gt_number(this, target);

        /// <summary>Whether each element is greater than the other's; shapes broadcast.</summary>
        internal Tensor gt(Tensor target) => Native.ts_gt(this, target);

        /// <summary>Whether each element is at least a number.</summary>
        public Tensor ge(Scalar target) => Native.ts_ge_number(this, target);

        /// <summary>The bits that either has; "or" for booleans.</summary>
        internal Tensor bitwise_or(Tensor other) => Native.ts_bitwise_or(this, other);

        /// <summary>This with a value where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Native.ts_masked_fill(this, mask, value);

        /// <summary>Whether shape and all elements are the same.</summary>
        public bool Equals(Tensor target) => target is not null && Native.Check(Native.ts_equal(this, target)) != 0;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is Tensor tensor && Equals(tensor);

        /// <inheritdoc/>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
