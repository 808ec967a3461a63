using MlopsCl.Learner.Tokenization.PreTokenizers;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Writes every UTF-8 byte as the printable character that stands for it.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits)
    {
        ByteLevelMap.Note(text, edits);
        return ByteAlphabet.Encode(text);
    }
}
