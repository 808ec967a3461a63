using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Keys and values of the tokens so far, of one layer. Room is reserved in large steps, as tokens come.</summary>
/// <param name="capacity">Tokens at most.</param>
internal sealed class KeyValueCache(long capacity) : IDisposable
{
    private const long SmallestStep = 64;

    private Tensor? _keys;
    private Tensor? _values;

    /// <summary>Tokens held.</summary>
    public long Length { get; private set; }

    /// <summary>Adds tokens and gives all of them.</summary>
    /// <param name="key">[batch, key heads, new tokens, head size].</param>
    /// <param name="value">As <paramref name="key"/>.</param>
    public (Tensor Keys, Tensor Values) Append(Tensor key, Tensor value)
    {
        var added = key.shape[2];
        _keys = WithRoom(_keys, key);
        _values = WithRoom(_values, value);
        _keys.narrow(2, Length, added).copy_(key);
        _values.narrow(2, Length, added).copy_(value);
        Length += added;
        return (_keys.narrow(2, 0, Length), _values.narrow(2, 0, Length));
    }

    /// <summary>Keeps some samples only.</summary>
    /// <param name="samples">[n] (int64), ascending.</param>
    public void Keep(Tensor samples)
    {
        _keys = Replace(_keys, samples);
        _values = Replace(_values, samples);
    }

    public void Dispose()
    {
        _keys?.Dispose();
        _values?.Dispose();
    }

    // An answer that ends early never takes the room of the longest one that is allowed.
    private Tensor WithRoom(Tensor? held, Tensor added)
    {
        var needed = Length + added.shape[2];
        if (held is not null && held.shape[2] >= needed)
            return held;
        var size = Math.Max(needed, Math.Min(capacity, needed + Math.Max(SmallestStep, Length / 2)));
        var larger = empty([added.shape[0], added.shape[1], size, added.shape[3]], added.dtype, added.device).DetachFromDisposeScope();
        if (held is not null)
        {
            larger.narrow(2, 0, Length).copy_(held.narrow(2, 0, Length));
            held.Dispose();
        }

        return larger;
    }

    private static Tensor? Replace(Tensor? held, Tensor samples)
    {
        using (held)
            return held?.index_select(0, samples).DetachFromDisposeScope();
    }
}
