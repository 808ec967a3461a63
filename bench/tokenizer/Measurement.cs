using System.Diagnostics;
using System.Text.Json;
using Encoder = MlopsCl.Learner.Tokenization.Tokenizer;

namespace MlopsCl.Bench.Tokenizer;

/// <summary>Reads a vocabulary and encodes texts on this thread, as a process does that has done nothing before.</summary>
internal static class Measurement
{
    private const int Passes = 5;

    public static int Run(string folder)
    {
        var clock = Stopwatch.StartNew();
        var tokenizer = Encoder.Load(folder);
        var loaded = clock.Elapsed;
        var lines = ReadLines(folder);
        var speeds = new List<double>();
        long tokens = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            // The first pass compiles as it goes; each begins with an empty memory of words.
            var fresh = pass == 0 ? tokenizer : Encoder.Load(folder);
            clock.Restart();
            tokens = lines.Sum(line => (long)fresh.Encode(line.Text).Length);
            speeds.Add(tokens / clock.Elapsed.TotalSeconds / 1e6);
        }

        var characters = lines.Sum(line => (long)line.Text.Length);
        Console.WriteLine($"{folder}: {tokenizer.VocabularySize} tokens, {lines.Count} texts of {characters} characters");
        Console.WriteLine(
            $"  MlopsCl          loaded in {loaded.TotalSeconds:0.000} s; first pass {speeds[0]:0.00}, best {speeds.Max():0.00} million tokens/s "
            + $"({tokens} tokens)");
        return Compare(tokenizer, lines);
    }

    private static int Compare(Encoder tokenizer, IReadOnlyList<(string Text, int[]? Ids)> lines)
    {
        var expected = lines.Where(line => line.Ids is not null).ToArray();
        var different = expected.Count(line => !tokenizer.Encode(line.Text).AsSpan().SequenceEqual(line.Ids));
        if (expected.Length > 0)
            Console.WriteLine($"  {expected.Length - different} of {expected.Length} texts have the expected ids");
        return different == 0 ? 0 : 1;
    }

    private static IReadOnlyList<(string Text, int[]? Ids)> ReadLines(string folder)
    {
        var name = File.Exists(Path.Combine(folder, "texts.jsonl")) ? "texts.jsonl" : "expected.jsonl";
        return
        [
            .. File.ReadLines(Path.Combine(folder, name)).Where(line => line.Length > 0).Select(line =>
            {
                using var json = JsonDocument.Parse(line);
                int[]? ids = json.RootElement.TryGetProperty("ids", out var list) ? [.. list.EnumerateArray().Select(id => id.GetInt32())] : null;
                return (json.RootElement.GetProperty("text").GetString()!, ids);
            }),
        ];
    }
}
