namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>One step from tokens back to a text.</summary>
internal abstract class Decoder
{
    /// <summary>Whether all that it gives is one token, so that what follows sees no borders any more.</summary>
    public virtual bool Fuses => false;

    /// <summary>Begins an answer.</summary>
    /// <param name="isFused">Whether what arrives are parts of one token.</param>
    /// <param name="isStreamed">Whether text is to be given as soon as it can be read, and not only at the end.</param>
    public abstract DecoderStage Begin(bool isFused, bool isStreamed);
}
