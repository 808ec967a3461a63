namespace MlopsCl.Learner.Models;

/// <summary>Bytes that one decoder layer makes and keeps, counted from the operations that it consists of.</summary>
/// <param name="config">The decoder's sizes.</param>
/// <param name="precision">The element type that it computes in.</param>
/// <param name="isProcessor">Whether it runs on the processor.</param>
internal sealed class LayerActivations(TextConfig config, WeightPrecision precision, bool isProcessor)
{
    // The native kernels keep less. In 16 bits a GPU's attention keeps no weights, only two numbers a token and head.
    private readonly bool _isFused = isProcessor && precision == WeightPrecision.Float32, _isFlash = !isProcessor && precision != WeightPrecision.Float32;
    private readonly long _width = config.HiddenSize, _inner = config.IntermediateSize, _bytes = precision.Bytes();
    private readonly long _query = (long)config.Heads * config.HeadSize, _keys = 2L * config.KeyValueHeads * config.HeadSize;

    /// <summary>What gradients of adapters on all matrices need.</summary>
    /// <param name="rows">Tokens of the batch.</param>
    /// <param name="length">Tokens of a sample.</param>
    /// <param name="rank">Rank of the adapters.</param>
    public long Kept(long rows, long length, int rank)
    {
        // attention weights of a token, twice where they are masked by themselves
        var scores = config.Heads * (_isFlash ? 2 : _isFused ? length : 2 * length);
        var heads = (_query + _keys + scores) * _bytes;
        var inners = 7 * rank * sizeof(float);
        if (precision == WeightPrecision.Float32)
        {
            // both norms' inputs and outputs, the mixed heads, gate, up, their product and, where not fused, the activated gate
            return rows * (heads + inners + (((4 * _width) + _query + ((_isFused ? 3 : 4) * _inner)) * sizeof(float)));
        }

        // the same in 16 bits, and for each of the seven adapters its input again in 32
        var wide = ((2 * _width) + (5 * _width) + _query + _inner) * sizeof(float);
        return rows * (heads + inners + wide + (3 * _inner * _bytes));
    }

    /// <summary>What a backward pass makes at once, beside what was kept: gradients of the widest part.</summary>
    public long Backward(long rows) => rows * ((3 * _inner) + (3 * _width)) * sizeof(float);

    /// <summary>What a forward pass without gradients makes at once.</summary>
    public long Forward(long rows, long length) =>
        rows * _bytes * Math.Max(
            (4 * _inner) + (4 * _width), (4 * _width) + (2 * _query) + (2 * _keys) + ((_isFlash ? 0 : _isFused ? 1 : 3) * config.Heads * length));

    /// <summary>Keys and values of tokens.</summary>
    public long Cache(long tokens) => tokens * _keys * _bytes;
}
