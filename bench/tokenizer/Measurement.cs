using System.Diagnostics;
using System.Text.Json;
using Encoder = MlopsCl.Learner.Tokenization.Tokenizer;

namespace MlopsCl.Bench.Tokenizer;

/// <summary>
/// Reads a vocabulary and encodes texts on this thread, as a process does that has done nothing before. Beside the time that has passed stands
/// the processor's, compilation included, which others on the machine do not change.
/// </summary>
internal static class Measurement
{
    private const int Passes = 5;

    public static int Run(string folder)
    {
        var (tokenizer, loading) = Time(() => Encoder.Load(folder));
        var lines = ReadLines(folder);
        var speeds = new List<Speed>();
        long tokens = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            // The first pass compiles as it goes; each begins with an empty memory of words.
            var fresh = pass == 0 ? tokenizer : Encoder.Load(folder);
            (tokens, var taken) = Time(() => lines.Sum(line => (long)fresh.Encode(line.Text).Length));
            speeds.Add(new Speed(tokens / taken.Clock.TotalSeconds / 1e6, tokens / taken.Processor.TotalSeconds / 1e6));
        }

        var characters = lines.Sum(line => (long)line.Text.Length);
        Console.WriteLine($"{folder}: {tokenizer.VocabularySize} tokens; {lines.Count} texts, {characters} characters, {tokens} tokens");
        Console.WriteLine(
            $"  MlopsCl  loaded in {loading.Clock.TotalSeconds:0.000} s ({loading.Processor.TotalSeconds:0.000} s of processor time); million tokens/s: "
            + $"first pass {speeds[0]}, best {speeds.MaxBy(speed => speed.Processor)}");
        return Compare(tokenizer, lines);
    }

    private static (T Result, Times Taken) Time<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var result = work();
        return (result, new Times(clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor));
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
        var file = new[] { "texts.jsonl", "expected.jsonl" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{folder} has neither texts.jsonl nor expected.jsonl; give one, a line for each text.");
        (string, int[]?)[] lines =
            [.. File.ReadLines(file).Index().Where(line => line.Item.Length > 0).Select(line => ReadLine(file, line.Index + 1, line.Item))];
        return lines.Length > 0 ? lines : throw new InvalidDataException($"{file} has no texts; give at least one.");
    }

    private static (string Text, int[]? Ids) ReadLine(string file, int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            int[]? ids = json.RootElement.TryGetProperty("ids", out var list) ? [.. list.EnumerateArray().Select(id => id.GetInt32())] : null;
            return (json.RootElement.GetProperty("text").GetString()!, ids);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                $"{file}, line {number}: {error.Message} A line is {{\"text\": \"...\"}}, with \"ids\": [...] beside it where ids are to be compared.", error);
        }
    }

    private sealed record Times(TimeSpan Clock, TimeSpan Processor);

    private sealed record Speed(double Clock, double Processor)
    {
        public override string ToString() => $"{Clock:0.00} ({Processor:0.00} by processor time)";
    }
}
