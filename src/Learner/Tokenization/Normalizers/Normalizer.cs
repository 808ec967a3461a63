namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Rewrites a text before it is split: the first step of encoding.</summary>
internal abstract class Normalizer
{
    /// <summary>Rewrites one piece between added tokens.</summary>
    public SourceText Normalize(SourceText text)
    {
        List<SourceText.Edit>? edits = text.IsTracked ? [] : null;
        string rewritten = Rewrite(text.Value, edits);
        return ReferenceEquals(rewritten, text.Value) ? text : text.Rewrite(0, text.Value.Length, rewritten, edits);
    }

    /// <summary>Rewrites a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edits">Receives what was changed, in order; null where nobody asks.</param>
    /// <returns>The same object where nothing was changed.</returns>
    protected abstract string Rewrite(string text, List<SourceText.Edit>? edits);
}
