namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): a piece begins as single characters, and the adjacent pair of lowest
/// rank, leftmost first, is joined until no pair has a rank.
/// </summary>
internal sealed class BpeModel : TokenModel
{
    /// <summary>SentencePiece's visible space.</summary>
    public const char Space = '\u2581';

    private readonly int[] _basicCharacters = new int[char.MaxValue + 1];

    /// <summary>Creates a model.</summary>
    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
    {
        Vocabulary = vocabulary;
        Merges = merges;
        Options = options;
        ByteTokens = [.. Enumerable.Range(0, 256).Select(value => vocabulary.Id(Decoders.ByteFallbackDecoder.Token((byte)value)))];
        for (int c = 0; c < _basicCharacters.Length; c++)
        {
            _basicCharacters[c] = vocabulary.Id([(char)c]);
        }

        SplitsAtSpaces = options is { MapsBytes: false, IgnoresMergesForWholeWords: false, ContinuationPrefix: "", WordSuffix: "" }
            && vocabulary.Id([Space]) >= 0 && !vocabulary.Tokens.Any(HasInnerSpace);
    }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <summary>Ranks of pairs.</summary>
    public MergeTable Merges { get; }

    /// <summary>What is done besides merging.</summary>
    public BpeOptions Options { get; }

    /// <summary>Ids of the tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, -1 where the vocabulary has none.</summary>
    public int[] ByteTokens { get; }

    /// <summary>
    /// True where no token has a visible space behind another character: then no merge reaches over the beginning of a word, and a
    /// long text may be encoded word by word with the same result.
    /// </summary>
    public bool SplitsAtSpaces { get; }

    /// <summary>The id of a character without prefix and suffix, or -1.</summary>
    public int Character(ReadOnlySpan<char> character) => character.Length == 1 ? _basicCharacters[character[0]] : Vocabulary.Id(character);

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new BpeEncoder(this);

    // Names of bytes and added tokens are never met as text, but whoever wrote one with a space in it keeps the slow way.
    private static bool HasInnerSpace(string token)
    {
        int last = token.LastIndexOf(Space);
        return last > 0 && token.AsSpan(0, last).ContainsAnyExcept(Space);
    }
}
