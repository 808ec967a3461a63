using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Takes the likeliest token.</summary>
internal sealed class LikeliestToken : ITokenChoice
{
    public (long[] Tokens, float[] LogProbabilities) Choose(Tensor logits, IReadOnlyList<int> owners)
    {
        using var scope = NewDisposeScope();
        var (best, chosen) = logits.to_type(ScalarType.Float32).log_softmax(-1).max(-1);   // [rows]
        return ([.. chosen.cpu().data<long>()], [.. best.cpu().data<float>()]);
    }
}
