using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Chooses the next token of each open answer.</summary>
internal interface ITokenChoice
{
    /// <summary>Chooses a token for each row.</summary>
    /// <param name="logits">[rows, vocabulary].</param>
    /// <param name="owners">The question of each row, by its place in the batch.</param>
    /// <returns>The tokens, and the natural logarithms of their probabilities before anything changes the logits.</returns>
    (long[] Tokens, float[] LogProbabilities) Choose(Tensor logits, IReadOnlyList<int> owners);
}
