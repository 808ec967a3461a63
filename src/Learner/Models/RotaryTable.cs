using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Cosines and sines of every position (Su et al., 2021), computed once per model.</summary>
internal sealed class RotaryTable : IDisposable
{
    private readonly Tensor _cosines;
    private readonly Tensor _sines;

    public RotaryTable(TextConfig config, Device device)
    {
        using var scope = NewDisposeScope();
        var frequencies = config.Rope.InverseFrequencies(config.HeadSize);
        var angles = new float[(long)config.MaxPositions * config.HeadSize];
        for (var i = 0; i < angles.Length; i++)
            angles[i] = i / config.HeadSize * frequencies[i % config.HeadSize % frequencies.Length];
        var table = tensor(angles, [config.MaxPositions, config.HeadSize], device: device);
        (_cosines, _sines) = (table.cos().DetachFromDisposeScope(), table.sin().DetachFromDisposeScope());
    }

    /// <summary>The rotation of positions 0 to length - 1, for every sample alike.</summary>
    public Rotation First(long length)
    {
        ThrowIfTooLong(length);
        return new Rotation(_cosines.narrow(0, 0, length), _sines.narrow(0, 0, length));   // [length, head size]
    }

    /// <summary>The rotation of positions that differ by sample.</summary>
    /// <param name="positions">[batch, length] (int64).</param>
    public Rotation At(Tensor positions)
    {
        var (batch, length) = (positions.shape[0], positions.shape[1]);
        // [batch, 1, length, head size]
        Tensor Pick(Tensor table) => table.index_select(0, positions.flatten()).view(batch, 1, length, table.shape[1]);
        return new Rotation(Pick(_cosines), Pick(_sines));
    }

    /// <exception cref="ArgumentException">The model has no position that high.</exception>
    public void ThrowIfTooLong(long length)
    {
        if (length > _cosines.shape[0])
            throw new ArgumentException(
                $"A sequence has {length} tokens, and the model takes at most {_cosines.shape[0]} (max_position_embeddings); "
                + "shorten the text or use fewer pictures.");
    }

    public void Dispose()
    {
        _cosines.Dispose();
        _sines.Dispose();
    }
}
