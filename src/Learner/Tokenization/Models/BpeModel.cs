using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): a piece begins as single characters, and the adjacent pair of lowest
/// rank, leftmost first, is joined until no pair has a rank.
/// </summary>
internal sealed class BpeModel : TokenModel
{
    /// <summary>SentencePiece's visible space.</summary>
    public const char Space = '\u2581';

    private readonly CharacterTable _characters;

    /// <summary>Creates a model.</summary>
    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
    {
        Vocabulary = vocabulary;
        Merges = merges;
        Options = options;
        ByteTokens = [.. Enumerable.Range(0, 256).Select(value => vocabulary.Id(Decoders.ByteFallbackDecoder.Token((byte)value)))];
        _characters = new CharacterTable(vocabulary);
        ByteCharacters = new int[256];
        for (int value = 0; value < 256; value++)
        {
            ByteCharacters[value] = _characters[ByteAlphabet.All[value]];
        }

        Boundaries = SpaceBoundaries.Find(this);
    }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <summary>Ranks of pairs.</summary>
    public MergeTable Merges { get; }

    /// <summary>What is done besides merging.</summary>
    public BpeOptions Options { get; }

    /// <summary>Ids of the tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, -1 where the vocabulary has none.</summary>
    public int[] ByteTokens { get; }

    /// <summary>Ids of the byte alphabet's characters by byte, -1 where the vocabulary has none.</summary>
    public int[] ByteCharacters { get; }

    /// <summary>Where long pieces may be cut with the same result; null where they may not.</summary>
    public SpaceBoundaries? Boundaries { get; }

    /// <summary>The id of a character without prefix and suffix, or -1.</summary>
    public int Character(Rune character) => _characters[character.Value];

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new BpeEncoder(this);
}
