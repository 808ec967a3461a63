namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Removes white space at the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits)
    {
        int start = left ? text.Length - text.AsSpan().TrimStart().Length : 0;
        int end = right ? Math.Max(text.AsSpan().TrimEnd().Length, start) : text.Length;
        edits?.Add(new SourceText.Edit(0, start, 0));
        edits?.Add(new SourceText.Edit(end, text.Length - end, 0));
        return text[start..end];
    }
}
