using System.Text.Json;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>Reads the records of a JSON array or of JSON lines, one after another, each with its number counted from 1.</summary>
internal static class RecordFile
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false, MaxDepth = 32 };

    /// <summary>
    /// The records of a file that exists; a record that is not JSON adds a problem, and an array ends there, for what follows cannot be told apart.
    /// </summary>
    public static IEnumerable<(int Number, JsonElement Record)> Read(DatasetFiles files, string name, DatasetLimits limits, ProblemList problems)
    {
        var file = Path.GetFileName(name);
        var length = files.Length(name)!.Value;
        if (length > Math.Min(limits.FileBytes, Array.MaxLength))
        {
            problems.Add(
                DatasetFault.Layout, $"It has {length} bytes, more than {limits.FileBytes}. Split the dataset, or raise the limit on file bytes.", file);
            return [];
        }

        var bytes = files.Read(name);
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes["\uFEFF"u8.Length..];
        var start = bytes.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && bytes.Span[start] == '[' ? Elements(bytes[start..], file, limits, problems) : Lines(bytes, file, limits, problems);
    }

    private static IEnumerable<(int, JsonElement)> Elements(ReadOnlyMemory<byte> bytes, string file, DatasetLimits limits, ProblemList problems)
    {
        var state = new JsonReaderState(Options);
        var at = 0;
        for (var number = 0; !problems.IsFull; number++)
        {
            if (!Next(bytes[at..], ref state, number, file, problems, out var used, out var record))
                yield break;
            at += used;
            if (record is { } found)
            {
                if (number > limits.Records)
                {
                    problems.Add(DatasetFault.Layout, $"It has more than {limits.Records} records. Split the dataset, or raise the limit on records.", file);
                    yield break;
                }

                yield return (number, found);
            }
        }
    }

    /// <summary>Reads the bracket (number 0), then one element a call; false at the closing bracket and after a fault.</summary>
    private static bool Next(
        ReadOnlyMemory<byte> bytes, ref JsonReaderState state, int number, string file, ProblemList problems, out int used, out JsonElement? record)
    {
        (used, record) = (0, null);
        var reader = new Utf8JsonReader(bytes.Span, isFinalBlock: true, state);
        try
        {
            reader.Read();
            if (number > 0)
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    if (reader.Read())
                        problems.Add(DatasetFault.BrokenJson, "Something follows the end of the array. Remove it.", file);
                    return false;
                }

                record = JsonElement.ParseValue(ref reader);
            }
        }
        catch (JsonException e)
        {
            problems.Add(
                DatasetFault.BrokenJson, $"It is not valid JSON: {Short(e)} Repair it; records are objects, separated by commas, in one array.", file,
                Math.Max(1, number));
            return false;
        }

        (used, state) = ((int)reader.BytesConsumed, reader.CurrentState);
        return true;
    }

    private static IEnumerable<(int, JsonElement)> Lines(ReadOnlyMemory<byte> bytes, string file, DatasetLimits limits, ProblemList problems)
    {
        var number = 0;
        for (var rest = bytes; rest.Length > 0 && !problems.IsFull;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (++number > limits.Records)
            {
                problems.Add(DatasetFault.Layout, $"It has more than {limits.Records} lines. Split the dataset, or raise the limit on records.", file);
                yield break;
            }

            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0 && ParseLine(line, number, file, problems) is { } record)
                yield return (number, record);
        }
    }

    private static JsonElement? ParseLine(ReadOnlyMemory<byte> line, int number, string file, ProblemList problems)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            problems.Add(DatasetFault.BrokenJson, $"The line is not valid JSON: {Short(e)} Repair it; every line is one object.", file, number);
            return null;
        }
    }

    /// <summary>The parser's sentence without its own, zero-based line numbers.</summary>
    private static string Short(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
