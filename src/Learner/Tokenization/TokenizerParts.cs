using MlopsCl.Learner.Tokenization.Decoders;
using MlopsCl.Learner.Tokenization.Models;
using MlopsCl.Learner.Tokenization.Normalizers;
using MlopsCl.Learner.Tokenization.PreTokenizers;

namespace MlopsCl.Learner.Tokenization;

/// <summary>What a <c>tokenizer.json</c> defines.</summary>
/// <param name="AddedTokens">Tokens that are found first, each id and each text once.</param>
/// <param name="Normalizers">First step of encoding, in order; empty for none.</param>
/// <param name="PreTokenizers">Second step, in order; empty for none.</param>
/// <param name="Model">Third step.</param>
/// <param name="Before">Ids put before a text.</param>
/// <param name="Behind">Ids put behind a text.</param>
/// <param name="Decoders">The way back, in order.</param>
internal sealed record TokenizerParts(
    IReadOnlyList<AddedToken> AddedTokens,
    IReadOnlyList<Normalizer> Normalizers,
    IReadOnlyList<PreTokenizer> PreTokenizers,
    TokenModel Model,
    int[] Before,
    int[] Behind,
    IReadOnlyList<Decoder> Decoders)
{
    private const long MaximumBytes = 256L << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TokenizerFormatException">The file breaks a rule of the format, or uses a part that is not supported.</exception>
    public static TokenizerParts Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > MaximumBytes)
        {
            throw new TokenizerFormatException(path, "$", $"the file has {length} bytes and may have at most {MaximumBytes}.");
        }

        return Parse(path, File.ReadAllBytes(path));
    }

    /// <summary>Reads a definition in memory.</summary>
    /// <exception cref="TokenizerFormatException">The text breaks a rule of the format, or uses a part that is not supported.</exception>
    public static TokenizerParts Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        using var document = TokenizerDocument.Parse(name, bytes);
        try
        {
            return Read(document.Root, document.Tables);
        }
        catch (InvalidOperationException error)
        {
            throw new TokenizerFormatException(name, "$", $"has a text that is none ({error.Message})", error);
        }
    }

    /// <summary>Rewrites a text with all normalizers.</summary>
    public string Normalize(string text) =>
        Normalizers.Aggregate(SourceText.Of(text, 0, isTracked: false), (current, step) => step.Normalize(current)).Value;

    private static TokenizerParts Read(DefinitionNode root, ModelTables tables)
    {
        IReadOnlyList<PreTokenizer> steps = root.Optional("pre_tokenizer") is { } splitting ? PreTokenizerReader.Read(splitting) : [];

        // The byte alphabet as the last step is left to the model, which then writes only words that it has not met before.
        bool mapsBytes = steps is [.., ByteLevelMap];
        TokenModel model = TokenModelReader.Read(root.Required("model"), tables, mapsBytes);
        (int[] before, int[] behind) = root.Optional("post_processor") is { } processing ? PostProcessorReader.Read(processing) : ([], []);
        return new TokenizerParts(
            ReadAddedTokens(root, model.Vocabulary),
            root.Optional("normalizer") is { } normalizing ? NormalizerReader.Read(normalizing) : [],
            mapsBytes ? [.. steps.SkipLast(1)] : steps,
            model,
            before,
            behind,
            root.Optional("decoder") is { } decoding ? DecoderReader.Read(decoding) : [new JoinDecoder()]);
    }

    private static List<AddedToken> ReadAddedTokens(DefinitionNode root, Vocabulary vocabulary)
    {
        var tokens = new List<AddedToken>();
        var contents = new HashSet<string>(StringComparer.Ordinal);
        var ids = new HashSet<int>();
        foreach (DefinitionNode node in root.Optional("added_tokens")?.Items() ?? [])
        {
            AddedToken token = AddedToken.Read(node);
            int inModel = vocabulary.Id(token.Content);
            bool isTaken = inModel >= 0 ? inModel != token.Id : vocabulary.Token(token.Id) is not null;
            if (isTaken || !ids.Add(token.Id) || !contents.Add(token.Content))
            {
                throw node.Refused($"'{token.Content}' cannot have the id {token.Id}: text or id is given already.");
            }

            tokens.Add(token);
        }

        return tokens;
    }
}
