using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>What a training left behind.</summary>
/// <param name="Record">How it came to be.</param>
/// <param name="Tensors">Low-rank matrices and the method's own tensors, by the names that <see cref="AdapterState"/> uses.</param>
internal sealed record SavedAdapters(MethodRecord Record, IReadOnlyDictionary<string, Tensor> Tensors)
{
    /// <summary>The adapters as answering uses them: nothing is trained.</summary>
    /// <param name="matrices">Names of the decoder's matrices.</param>
    public AdapterState ToState(IReadOnlyList<string> matrices) => new(Record.Groups, matrices, Tensors, trained: []);
}
