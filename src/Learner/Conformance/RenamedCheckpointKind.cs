using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>
/// A checkpoint without expected values: the same weights lie beside it under other keys or in another configuration's style, and what is
/// expected there is expected here.
/// </summary>
internal sealed class RenamedCheckpointKind : FixtureKind
{
    public override string Name => "checkpoint of the same weights";

    public override bool Recognises(FixtureFolder folder) => folder.Has("config.json", "tokenizer.json")
        && !folder.Has(CheckpointKind.Expected)
        && (folder.Has("model.safetensors") || folder.Has("model.safetensors.index.json"));

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        var kind = new CheckpointKind();
        using var own = Weights.Load(folder.Path, CPU);
        var reference = folder.Siblings().FirstOrDefault(sibling => kind.Recognises(sibling) && HoldsTheSame(own, sibling));
        return reference is null
            ? [ConformanceCheck.Impossible(
                Name, $"no folder beside {folder.Path} has the same weights and expected values; put the one that it was made from there.")]
            : CheckpointChecks.Of(folder, reference, device);
    }

    private static bool HoldsTheSame(Weights own, FixtureFolder sibling)
    {
        using var scope = NewDisposeScope();
        using var theirs = Read(sibling);
        return theirs is not null && own.All.Count == theirs.All.Count
            && own.All.All(pair => theirs.Find(pair.Key) is { } weight && IsSame(pair.Value, weight));
    }

    // Null for weights that cannot be read: the checks of their own folder say why.
    private static Weights? Read(FixtureFolder sibling)
    {
        try
        {
            return Weights.Load(sibling.Path, CPU);
        }
        catch (Exception error) when (error is IOException or FormatException or InvalidDataException or InsufficientMemoryException)
        {
            return null;
        }
    }

    private static bool IsSame(Tensor one, Tensor other) =>
        one.shape.SequenceEqual(other.shape) && (one - other).abs().max().item<float>() == 0;
}
