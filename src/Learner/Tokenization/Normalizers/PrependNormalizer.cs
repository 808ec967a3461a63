using System.Text;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Puts a text in front of every piece that is not empty. It counts as a part of the first character.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits)
    {
        if (text.Length == 0)
        {
            return text;
        }

        Rune.DecodeFromUtf16(text, out _, out int first);
        edits?.Add(new SourceText.Edit(0, first, prefix.Length + first));
        return prefix + text;
    }
}
