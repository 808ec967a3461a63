using System.Text.Json;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Conformance;

/// <summary>Texts and their tokens: <c>tokenizer.json</c> with <c>expected.json</c> (a list) or <c>expected.jsonl</c> (one a line).</summary>
internal sealed class TokenizerKind : FixtureKind
{
    private const string List = "expected.json";
    private const string Lines = "expected.jsonl";

    public override string Name => "tokenizer";

    public override bool Recognises(FixtureFolder folder) => folder.Has("tokenizer.json") && (folder.Has(List) || folder.Has(Lines));

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        var tokenizer = Tokenizer.Load(folder.Path);
        var tallies = new Dictionary<string, Tally>();
        Tally Of(string name) => tallies.TryGetValue(name, out var tally) ? tally : tallies[name] = new Tally(name, 0);
        var lines = Read(folder).ToList();
        var isPlain = lines.Count > 0 && IsWithoutSpecialTokens(tokenizer, lines[0]);
        var saysSpecialTokens = lines.Select(line => SaysSpecialTokens(tokenizer, line)).FirstOrDefault(says => says is not null) ?? false;
        foreach (var line in lines)
            Compare(tokenizer, line, isPlain, saysSpecialTokens, Of);
        return tallies.Count == 0 ? [new Tally("texts", 0).ToCheck()] : tallies.Values.Select(tally => tally.ToCheck());
    }

    /// <summary>Whether a folder's ids leave out the special tokens that a text is framed by: its first text decides for all.</summary>
    private static bool IsWithoutSpecialTokens(Tokenizer tokenizer, JsonElement line)
    {
        var (text, ids) = (line.GetProperty("text").GetString()!, Ids(line.GetProperty("ids")));
        return !ids.SequenceEqual(tokenizer.Encode(text)) && ids.SequenceEqual(tokenizer.Encode(text, addSpecialTokens: false));
    }

    /// <summary>Whether a folder's decoded texts hold special tokens: the first text in which that can be seen decides for all.</summary>
    private static bool? SaysSpecialTokens(Tokenizer tokenizer, JsonElement line)
    {
        if (!line.TryGetProperty("decoded", out var decoded) || line.TryGetProperty("decoded_with_special", out _))
            return null;
        var ids = Ids(line.GetProperty("ids"));
        var (without, with) = (tokenizer.Decode(ids), tokenizer.Decode(ids, skipSpecialTokens: false));
        return without == with ? null : decoded.GetString() == with;
    }

    private static void Compare(Tokenizer tokenizer, JsonElement line, bool isPlain, bool saysSpecialTokens, Func<string, Tally> of)
    {
        var text = line.GetProperty("text").GetString()!;
        var where = $"'{(text.Length > 40 ? text[..40] + "..." : text)}'";
        var ids = Ids(line.GetProperty("ids"));
        of("ids").Equal(ids, tokenizer.Encode(text, addSpecialTokens: !isPlain), where);
        if (line.TryGetProperty("ids_without_special", out var plain))
        {
            of("ids without special tokens").Equal(Ids(plain), tokenizer.Encode(text, addSpecialTokens: false), where);
            if (line.TryGetProperty("tokens", out var tokens))
                of("tokens").Equal([.. tokens.EnumerateArray().Select(token => token.GetString())], [.. Ids(plain).Select(tokenizer.Token)], where);
        }

        if (line.TryGetProperty("decoded", out var decoded))
            of("decoded texts").Same(decoded.GetString(), tokenizer.Decode(ids, skipSpecialTokens: !saysSpecialTokens), where);
        if (line.TryGetProperty("decoded_with_special", out var special))
            of("decoded texts with special tokens").Same(special.GetString(), tokenizer.Decode(ids, skipSpecialTokens: false), where);
    }

    private static IEnumerable<JsonElement> Read(FixtureFolder folder)
    {
        IEnumerable<JsonElement> list = folder.Has(List) ? folder.Json(List).EnumerateArray() : Enumerable.Empty<JsonElement>();
        return folder.Has(Lines)
            ? list.Concat(File.ReadLines(folder.File(Lines)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<JsonElement>(line)))
            : list;
    }

    private static int[] Ids(JsonElement ids) => [.. ids.EnumerateArray().Select(id => id.GetInt32())];
}
