using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>What is known of a question before the decoder runs. Without gradient.</summary>
/// <param name="Text">Mean of the base model's token embeddings over the question's own words, [batch, text width].</param>
/// <param name="Image">Mean of the vision tower's features over all image tokens, [batch, image width]; zero without pictures.</param>
public sealed record Instruction(Tensor Text, Tensor Image)
{
    internal Func<Tensor>? LastStateReader { get; init; }

    /// <summary>
    /// Mean of the frozen decoder's last hidden states (after the final norm) over the question's own words, read alone, without picture,
    /// template or
    /// adapters. Costs a pass through the decoder at each call; the caller's dispose scope owns the result.
    /// </summary>
    /// <returns>[batch, text width].</returns>
    /// <exception cref="InvalidOperationException">The features were not read from a model.</exception>
    public Tensor ReadLastState() => LastStateReader is null
        ? throw new InvalidOperationException("These features hold no model to read a last state with; take them from a batch or a learning context.")
        : LastStateReader();
}
