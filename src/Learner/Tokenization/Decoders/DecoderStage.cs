namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>A decoder at work on one answer, token by token.</summary>
internal abstract class DecoderStage
{
    /// <summary>Takes a token and gives what can be said by now.</summary>
    public abstract void Add(string token, List<string> output);

    /// <summary>Gives what was held back; the answer has ended.</summary>
    public virtual void Complete(List<string> output)
    {
    }
}
