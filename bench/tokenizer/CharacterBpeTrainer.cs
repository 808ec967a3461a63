using System.Text.Json.Nodes;
using MlopsCl.Learner.Tokenization.Decoders;
using MlopsCl.Learner.Tokenization.Training;
using Encoder = MlopsCl.Learner.Tokenization.Tokenizer;

namespace MlopsCl.Bench.Tokenizer;

/// <summary>Learns a vocabulary as LLaVA-1.5 has it: characters with a visible space, bytes for rare ones, no pre-tokenizer.</summary>
internal static class CharacterBpeTrainer
{
    private const string Space = "\u2581";
    private const int Characters = 6000;

    public static void Write(string path, IEnumerable<string> texts, int vocabularySize)
    {
        var counter = new PieceCounter();
        Encoder splitter = new TokenizerDefinition(Metaspace(), Metaspace()).ToTokenizer();
        foreach (var text in texts)
            splitter.Visit(text, counter);
        string[] characters =
        [
            .. counter.Counts.SelectMany(word => Symbols(word.Key).Select(symbol => (symbol, word.Value)))
                .GroupBy(pair => pair.symbol, pair => pair.Value).OrderByDescending(group => group.Sum())
                .Select(group => group.Key).Take(Characters),
        ];
        var known = characters.ToHashSet();
        List<string> tokens = [.. SpecialTokens.All, .. Enumerable.Range(0, 256).Select(value => ByteFallbackDecoder.Token((byte)value)), .. characters];
        var words = counter.Counts.Where(word => Symbols(word.Key).All(known.Contains)).ToDictionary(word => word.Key, word => word.Value);
        var merges = new BpeMerges(tokens, words, Symbols);
        merges.Learn(vocabularySize, minimumCount: 2);
        new TokenizerDefinition(null, Decoder(), Normalizer())
        {
            Model = TokenizerDefinition.Bpe(tokens, merges.Learned, fallsBackToBytes: true),
        }.Write(path);
    }

    private static IEnumerable<string> Symbols(string word) => word.EnumerateRunes().Select(rune => rune.ToString());

    private static JsonObject Metaspace() => new()
    {
        ["type"] = "Metaspace",
        ["replacement"] = Space,
        ["prepend_scheme"] = "always",
        ["split"] = true,
    };

    private static JsonObject Normalizer() => new()
    {
        ["type"] = "Sequence",
        ["normalizers"] = new JsonArray(new JsonObject { ["type"] = "Prepend", ["prepend"] = Space }, Replace(" ", Space)),
    };

    private static JsonObject Decoder() => new()
    {
        ["type"] = "Sequence",
        ["decoders"] = new JsonArray(
            Replace(Space, " "),
            new JsonObject { ["type"] = "ByteFallback" },
            new JsonObject { ["type"] = "Fuse" },
            new JsonObject { ["type"] = "Strip", ["content"] = " ", ["start"] = 1, ["stop"] = 0 }),
    };

    private static JsonObject Replace(string what, string by) => new()
    {
        ["type"] = "Replace",
        ["pattern"] = new JsonObject { ["String"] = what },
        ["content"] = by,
    };
}
