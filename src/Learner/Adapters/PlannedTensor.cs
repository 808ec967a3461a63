namespace MlopsCl.Learner.Adapters;

/// <summary>
/// A tensor of a method's own, such as a key, a prompt vector, a running mean or a projector. It lives, is checkpointed and is saved with
/// the adapters.
/// </summary>
/// <param name="Name">The tensor's name, unique in a plan.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="IsTrained">Whether the optimizer moves it; a running mean that the method itself updates is not trained.</param>
/// <param name="Initial">
/// Row-major values at the start; null for zeros. A tensor of the same name in the state of the training before wins; one that is shorter
/// along the
/// first axis fills the first rows.
/// </param>
public sealed record PlannedTensor(string Name, IReadOnlyList<long> Shape, bool IsTrained, float[]? Initial = null)
{
    /// <summary>
    /// Whether weight decay applies; decay moves a tensor in every step, also where no sample of the batch has touched it.
    /// </summary>
    public bool IsDecayed { get; init; } = true;

    /// <summary>Gives the values at the start, where they come from the base model; null for <see cref="Initial"/>.</summary>
    internal Func<TorchSharp.torch.Tensor>? Source { get; init; }
}
