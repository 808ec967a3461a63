using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods;

/// <summary>What the model made of a batch, with gradient.</summary>
/// <param name="Conditioning">The prompt vectors and gates that were used.</param>
public sealed record Prediction(Conditioning Conditioning)
{
    /// <summary>
    /// Hidden states that predict the answers' tokens, after the final norm, [n, text width]; null in a stage without answers.
    /// </summary>
    public Tensor? Hidden { get; init; }

    /// <summary>Logits of the answers' tokens, [n, vocabulary]; null in a stage without answers.</summary>
    public Tensor? Logits { get; init; }

    /// <summary>Sum of the answers' cross-entropies in nats, a scalar; null in a stage without answers.</summary>
    public Tensor? AnswerLoss { get; init; }
}
