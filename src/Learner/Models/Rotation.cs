using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Turns the two halves of each head against each other by the position's angles.</summary>
/// <param name="Cosines">Broadcast to [batch, heads, length, head size].</param>
/// <param name="Sines">As <paramref name="Cosines"/>.</param>
internal sealed record Rotation(Tensor Cosines, Tensor Sines)
{
    /// <summary>Rotates heads, [batch, heads, length, head size].</summary>
    public Tensor Apply(Tensor heads)
    {
        using var scope = NewDisposeScope();
        var half = heads.shape[3] / 2;
        var turned = cat([-heads.narrow(3, half, half), heads.narrow(3, 0, half)], 3);
        return (heads * Cosines + turned * Sines).MoveToOuterDisposeScope();
    }
}
