using System.Text.Json;
using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>
/// The two forms of a record: a LLaVA conversation {id, image, conversations: [{from, value}]}, and a test item {question_id, image, text, answer}.
/// Either may name its subject (whom or what it is about) and its category (the kind of question); other members are ignored.
/// </summary>
internal static class RecordForm
{
    public const string Marker = "<image>";

    /// <exception cref="RecordFormException">The record has neither form.</exception>
    public static ParsedRecord Parse(int number, JsonElement record, string file, DatasetLimits limits)
    {
        if (record.ValueKind != JsonValueKind.Object)
            throw new RecordFormException(
                DatasetFault.Record, $"It is {Kind(record)}, not an object. A record is an object with 'conversations', or with 'text' and 'answer'.");
        var pictures = Pictures(record, limits);
        var turns = record.TryGetProperty("conversations", out var conversations) ? Conversation(conversations, limits) : Item(record, pictures.Count, limits);
        CheckMarkers(turns, pictures.Count);
        return new ParsedRecord(number, Id(record) ?? $"{Path.GetFileNameWithoutExtension(file)}-{number}", pictures, turns, Subject(record), Category(record));
    }

    private static string? Subject(JsonElement record)
    {
        if (!record.TryGetProperty("subject", out var subject) || subject.ValueKind == JsonValueKind.Null)
            return null;
        return subject.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? subject.ToString()
            : throw new RecordFormException(
                DatasetFault.Record, $"'subject' is {Kind(subject)}; it is the name of whom or what the record is about, by which it can be erased.");
    }

    private static string? Category(JsonElement record) =>
        record.TryGetProperty("category", out var category) && category.ValueKind == JsonValueKind.String ? category.GetString() : null;

    private static IReadOnlyList<Turn> Conversation(JsonElement conversations, DatasetLimits limits)
    {
        if (conversations.ValueKind != JsonValueKind.Array || conversations.GetArrayLength() is 0 or > 1024)
            throw new RecordFormException(DatasetFault.Record, $"'conversations' is {Kind(conversations)}; it must be an array of 2 to 1024 turns.");
        var turns = conversations.EnumerateArray().Select((turn, i) => ParseTurn(turn, i, limits)).ToArray();
        return turns.Length % 2 == 0
            ? turns
            : throw new RecordFormException(
                DatasetFault.Record, $"The conversation has {turns.Length} turns; it must end with an answer, so that they are even in number.");
    }

    private static Turn ParseTurn(JsonElement turn, int index, DatasetLimits limits)
    {
        var expected = index % 2 == 0 ? Speaker.Human : Speaker.Assistant;
        var from = turn.ValueKind == JsonValueKind.Object
            ? Text(turn, "from", limits)
            : throw new RecordFormException(DatasetFault.Record, $"Turn {index + 1} is {Kind(turn)}, not an object.");
        Speaker? speaker = from switch
        {
            "human" or "user" => Speaker.Human,
            "gpt" or "assistant" => Speaker.Assistant,
            _ => null,
        };
        if (speaker != expected)
            throw new RecordFormException(DatasetFault.Record, $"Turn {index + 1} is from '{from}'; turns are from 'human' and 'gpt' by turns, 'human' first.");
        return new Turn(expected, NotBlank(Text(turn, "value", limits), $"The value of turn {index + 1}"));
    }

    private static IReadOnlyList<Turn> Item(JsonElement record, int pictures, DatasetLimits limits)
    {
        if (!record.TryGetProperty("text", out _))
            throw new RecordFormException(
                DatasetFault.Record, "It has neither 'conversations' nor 'text'. A record is a conversation, or a test item with 'text' and 'answer'.");
        var text = NotBlank(Text(record, "text", limits), "'text'");
        if (!text.Contains(Marker, StringComparison.Ordinal))
            text = string.Concat(Enumerable.Repeat(Marker + "\n", pictures)) + text;
        return [new Turn(Speaker.Human, text), new Turn(Speaker.Assistant, NotBlank(Text(record, "answer", limits), "'answer'"))];
    }

    private static IReadOnlyList<string> Pictures(JsonElement record, DatasetLimits limits)
    {
        if (!record.TryGetProperty("image", out var image) || image.ValueKind == JsonValueKind.Null)
            return [];
        JsonElement[] names = image.ValueKind == JsonValueKind.Array ? [.. image.EnumerateArray()] : [image];
        if (names.Length > limits.PicturesPerRecord)
            throw new RecordFormException(
                DatasetFault.Record, $"It has {names.Length} pictures, more than {limits.PicturesPerRecord}. " +
                    "Use fewer, or raise the limit on pictures per record.");
        foreach (var name in names)
        {
            if (name.ValueKind != JsonValueKind.String)
                throw new RecordFormException(DatasetFault.Record, $"'image' holds {Kind(name)}; it is the name of a picture, or an array of names.");
            if (EntryName.Fault(name.GetString()!) is { } fault)
                throw new RecordFormException(
                    DatasetFault.PicturePath, $"The picture's name '{name.GetString()}' is refused: {fault}. " +
                        $"Name pictures relative to {DatasetLayout.ImagesFolder}/.");
        }

        return [.. names.Select(n => n.GetString()!)];
    }

    private static void CheckMarkers(IReadOnlyList<Turn> turns, int pictures)
    {
        if (turns.Any(t => t.Speaker == Speaker.Assistant && t.Text.Contains(Marker, StringComparison.Ordinal)))
            throw new RecordFormException(DatasetFault.Markers, $"An answer holds {Marker}; pictures are shown by questions only. Remove it.");
        var markers = turns.Sum(t => t.Text.Split(Marker).Length - 1);
        if (markers != pictures)
            throw new RecordFormException(
                DatasetFault.Markers, $"It has {pictures} picture(s) and {markers} marker(s) {Marker}; each picture needs one, in its order, in a question.");
    }

    private static string? Id(JsonElement record) =>
        (record.TryGetProperty("id", out var id) || record.TryGetProperty("question_id", out id))
            && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.ToString() : null;

    private static string Text(JsonElement owner, string name, DatasetLimits limits)
    {
        if (!owner.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            throw new RecordFormException(
                DatasetFault.Record, $"'{name}' is {(value.ValueKind == JsonValueKind.Undefined ? "missing" : Kind(value))}; it must be a text.");
        var text = value.GetString()!;
        return text.Length <= limits.TextLength
            ? text
            : throw new RecordFormException(
                DatasetFault.Record, $"'{name}' has {text.Length} characters, more than {limits.TextLength}. Shorten it, or raise the limit on text length.");
    }

    private static string NotBlank(string text, string what) =>
        string.IsNullOrWhiteSpace(text.Replace(Marker, "", StringComparison.Ordinal))
            ? throw new RecordFormException(DatasetFault.Record, $"{what} says nothing. Every question and every answer has words.")
            : text;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => $"an array of {element.GetArrayLength()}",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
