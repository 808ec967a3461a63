using System.Text;
using System.Text.Json;

namespace MlopsCl.Learner.Tests.Tokenization;

/// <summary>Byte-pair encoding as its definition reads: look at all pairs, join the best, begin again. Slow and simple, to compare with.</summary>
internal sealed class NaiveBpe
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<(string Left, string Right), int> _ranks;

    public NaiveBpe(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement model = json.RootElement.GetProperty("model");
        _ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
        _ranks = model.GetProperty("merges").EnumerateArray().Select((merge, rank) => (merge, rank))
            .ToDictionary(m => (m.merge[0].GetString()!, m.merge[1].GetString()!), m => m.rank);
    }

    /// <summary>Ids of one piece; characters that the vocabulary lacks become byte tokens.</summary>
    public IEnumerable<int> Encode(string piece)
    {
        List<string> symbols = [.. piece.EnumerateRunes().SelectMany(Symbols)];
        while (true)
        {
            int best = Enumerable.Range(0, Math.Max(symbols.Count - 1, 0))
                .Where(i => _ranks.ContainsKey((symbols[i], symbols[i + 1])))
                .OrderBy(i => _ranks[(symbols[i], symbols[i + 1])]).ThenBy(i => i).FirstOrDefault(-1);
            if (best < 0)
            {
                return symbols.Select(symbol => _ids[symbol]);
            }

            symbols[best] += symbols[best + 1];
            symbols.RemoveAt(best + 1);
        }
    }

    private IEnumerable<string> Symbols(Rune rune) =>
        _ids.ContainsKey(rune.ToString()) ? [rune.ToString()] : Encoding.UTF8.GetBytes(rune.ToString()).Select(b => $"<0x{b:X2}>");
}
