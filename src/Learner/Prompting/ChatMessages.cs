using MlopsCl.Learner.Prompting.Jinja;

namespace MlopsCl.Learner.Prompting;

/// <summary>Conversations as the messages that chat templates take.</summary>
internal static class ChatMessages
{
    private const string ImageLine = ChatTemplate.ImageMarker + "\n";

    /// <summary>The messages of turns that <see cref="ChatTemplate"/> has found to alternate.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="missingMarkers">Pictures that the turns have no markers for; they come first.</param>
    /// <param name="asParts">Whether contents are lists of pictures and texts.</param>
    public static JinjaList Of(IReadOnlyList<Turn> turns, int missingMarkers, bool asParts) =>
        new(turns.Select((turn, index) => (object?)Message(
            turn.Speaker == Speaker.Human ? "user" : "assistant",
            string.Concat(Enumerable.Repeat(ImageLine, index == 0 ? missingMarkers : 0)) + turn.Text,
            asParts)));

    /// <summary>One question, without a picture.</summary>
    public static JinjaList Question(string text, bool asParts) => new([Message("user", text, asParts)]);

    private static JinjaMap Message(string role, string text, bool asParts) =>
        JinjaMap.Of(("role", role), ("content", asParts ? Parts(text) : text));

    // A marker is a picture, and the line end behind it belongs to it.
    private static JinjaList Parts(string text)
    {
        var parts = new List<object?>();
        string rest = text;
        for (int at; (at = rest.IndexOf(ChatTemplate.ImageMarker, StringComparison.Ordinal)) >= 0;)
        {
            AddText(rest[..at], parts);
            parts.Add(JinjaMap.Of(("type", "image")));
            rest = rest[(at + ChatTemplate.ImageMarker.Length)..];
            rest = rest.StartsWith('\n') ? rest[1..] : rest;
        }

        AddText(rest, parts);
        return new JinjaList(parts);
    }

    private static void AddText(string text, List<object?> parts)
    {
        if (text.Length > 0)
        {
            parts.Add(JinjaMap.Of(("type", "text"), ("text", text)));
        }
    }
}
