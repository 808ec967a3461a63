namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>One step from tokens back to a text: a list of texts becomes another, and the last one is joined.</summary>
internal abstract class Decoder
{
    /// <summary>Rewrites the tokens of a whole answer.</summary>
    public abstract IReadOnlyList<string> Decode(IReadOnlyList<string> tokens);
}
