using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Cosines and sines of positions (Su et al., 2021), computed in float32 and given in the model's type.</summary>
internal sealed class RotaryPositions : IDisposable
{
    private readonly Tensor _frequencies;   // [head size / 2]
    private readonly int _most;
    private readonly ScalarType _type;

    /// <summary>Prepares the frequencies.</summary>
    /// <param name="config">Head size, frequencies and highest position.</param>
    /// <param name="device">Where rotations are wanted.</param>
    /// <param name="type">The element type of the heads that will be rotated.</param>
    public RotaryPositions(TextConfig config, Device device, ScalarType type)
    {
        (_most, _type) = (config.MaxPositions, type);
        _frequencies = tensor(config.Rope.InverseFrequencies(config.HeadSize), device: device).DetachFromDisposeScope();
    }

    /// <summary>Whether sequences of more tokens than the configuration has positions are refused; they are, unless somebody says otherwise.</summary>
    public bool IsBounded { get; set; } = true;

    /// <summary>The rotation of positions 0 to length - 1, for every sample alike.</summary>
    public Rotation First(long length)
    {
        ThrowIfTooLong(length);
        using var positions = arange(length, dtype: ScalarType.Int64, device: _frequencies.device);
        return Of(positions);                                                          // [length, head size]
    }

    /// <summary>The rotation of positions that differ by sample.</summary>
    /// <param name="positions">[batch, length] (int64).</param>
    public Rotation At(Tensor positions)
    {
        using var perHead = positions.unsqueeze(1);
        return Of(perHead);                                                            // [batch, 1, length, head size]
    }

    /// <exception cref="ArgumentException">The model has no position that high.</exception>
    public void ThrowIfTooLong(long length)
    {
        if (IsBounded && length > _most)
            throw new ArgumentException(
                $"A sequence has {length} tokens, and the model takes at most {_most} (max_position_embeddings); "
                + "shorten the text or use fewer pictures.");
    }

    public void Dispose() => _frequencies.Dispose();

    // [..] to [.., head size]
    private Rotation Of(Tensor positions)
    {
        using var scope = NewDisposeScope();
        var half = positions.to_type(ScalarType.Float32).unsqueeze(-1) * _frequencies;  // [.., head size / 2]
        var angles = cat([half, half], -1);
        return new Rotation(
            angles.cos().to_type(_type).MoveToOuterDisposeScope(), angles.sin().to_type(_type).MoveToOuterDisposeScope());
    }
}
