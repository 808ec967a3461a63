using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of a tensor: a place, a slice, everything, a new dimension, or a tensor of places.</summary>
    public struct TensorIndex
    {
        private long? start;
        private long? stop;
        private long? step;
        private int kind;
        private torch.Tensor tensor;

        /// <summary>Every dimension that the other indices leave over.</summary>
        public static TensorIndex Ellipsis = new() { kind = 1 };

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex None = new() { kind = 0 };

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex Null = new() { kind = 0 };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = new() { kind = 4 };

        /// <summary>From start to before stop by a step; null is an end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = 4, start = start, stop = stop, step = step };

        /// <summary>A range such as 1..^1.</summary>
        internal static TensorIndex Slice(Range range) =>
            Slice(Bound(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Bound(range.End));

        /// <summary>A place; it may count from the end. Null is a new dimension.</summary>
        public static TensorIndex Single(long? index) => index is { } place ? new() { kind = 2, start = place } : None;

        /// <summary>The places in a tensor, or those where a boolean tensor is true.</summary>
        public static TensorIndex Tensor(torch.Tensor tensor) => new() { kind = 5, tensor = tensor };

        /// <summary>A place.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A range such as 1..^1.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        internal static NativeIndex[] Lower(TensorIndex[] indices) => Array.ConvertAll(indices, i => i.Lower());

        private readonly NativeIndex Lower()
        {
            var given = (start.HasValue ? 1 : 0) | (stop.HasValue ? 2 : 0) | (step.HasValue ? 4 : 0);
            return new(kind, given, start ?? 0, stop ?? 0, step ?? 0, kind == 5 ? tensor.Handle : 0);
        }

        private static long Bound(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
