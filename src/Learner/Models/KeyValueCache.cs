using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Keys and values of the tokens so far, of one layer, in room that is reserved once.</summary>
internal sealed class KeyValueCache(long capacity) : IDisposable
{
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
        _keys ??= Reserve(key);
        _values ??= Reserve(value);
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

    private Tensor Reserve(Tensor like) =>
        empty([like.shape[0], like.shape[1], capacity, like.shape[3]], like.dtype, like.device).DetachFromDisposeScope();

    private static Tensor? Replace(Tensor? held, Tensor samples)
    {
        using (held)
            return held?.index_select(0, samples).DetachFromDisposeScope();
    }
}
