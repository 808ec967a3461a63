namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Every piece is a token, or the unknown token.</summary>
internal sealed class WordLevelModel : TokenModel
{
    private readonly int _unknown;
    private readonly bool _mapsBytes;

    private WordLevelModel(Vocabulary vocabulary, int unknown, bool mapsBytes)
    {
        Vocabulary = vocabulary;
        _unknown = unknown;
        _mapsBytes = mapsBytes;
    }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="TokenizerFormatException">A member is wrong, or the unknown token is not in the vocabulary.</exception>
    public static WordLevelModel Read(DefinitionNode node, ModelTables tables, bool mapsBytes)
    {
        Vocabulary vocabulary = tables.Vocabulary;
        DefinitionNode unknown = node.Required("unk_token");
        int id = vocabulary.Id(unknown.Text());
        return id >= 0
            ? new WordLevelModel(vocabulary, id, mapsBytes)
            : throw unknown.Refused($"'{unknown.Text()}' is not in the vocabulary; unknown words need a token.");
    }

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new Encoder(this);

    private sealed class Encoder(WordLevelModel model) : PieceEncoder
    {
        public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
        {
            int id = model.Vocabulary.Id(model._mapsBytes ? ByteAlphabet.Encode(piece) : piece);
            ids.Add(id >= 0 ? id : model._unknown);
        }
    }
}
