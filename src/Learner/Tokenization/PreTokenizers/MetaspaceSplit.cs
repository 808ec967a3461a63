namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Writes spaces as a visible character, puts one in front and splits before each.</summary>
/// <param name="definition">The character and when it is put in front.</param>
/// <param name="splits">False to leave the text in one piece.</param>
internal sealed class MetaspaceSplit(Metaspace definition, bool splits) : PreTokenizer
{
    /// <inheritdoc/>
    public override bool AsksForBeginning => definition.Scheme == MetaspacePrepend.First;

    /// <inheritdoc/>
    public override void Split(Piece piece, SplitOutput output)
    {
        string text = piece.Span.ToString().Replace(' ', definition.Replacement);
        List<SourceText.Edit>? edits = piece.NewEdits();
        bool prepends = definition.Scheme == MetaspacePrepend.Always || (definition.Scheme == MetaspacePrepend.First && piece.IsFromBeginning);
        if (prepends && text[0] != definition.Replacement)
        {
            text = definition.Replacement + text;
            edits?.Add(new SourceText.Edit(0, 1, 2));
        }

        Piece whole = piece.Rewrite(text, edits);
        if (!splits)
        {
            output.Add(whole);
            return;
        }

        output.Matches.Clear();
        for (int i = text.IndexOf(definition.Replacement); i >= 0; i = text.IndexOf(definition.Replacement, i + 1))
        {
            output.Matches.Add((i, 1));
        }

        Delimiters.Apply(whole, SplitBehavior.MergedWithNext, invert: false, output);
    }
}
