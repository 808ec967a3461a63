namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Rewrites each token on its own.</summary>
internal sealed class MappingStage(Func<string, string> rewrite) : DecoderStage
{
    /// <inheritdoc/>
    public override void Add(string token, List<string> output) => output.Add(rewrite(token));
}
