using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Prompting;

/// <summary>
/// Renders conversations in the form that LLaVA-1.5 was trained on: <c>USER: &lt;image&gt;\nquestion ASSISTANT: answer</c> and an end
/// token. Training, scoring and
/// answering all render here, so that a question reads the same everywhere.
/// </summary>
public static partial class ChatTemplate
{
    /// <summary>The marker of a picture.</summary>
    public const string ImageMarker = "<image>";

    /// <summary>A conversation as segments: questions and answers in turn.</summary>
    /// <param name="turns">The turns: human first, then alternating.</param>
    /// <param name="pictures">How many pictures it is about; markers are put in front when the turns have none.</param>
    /// <exception cref="ArgumentException">The turns do not alternate, or have another number of markers than there are
    /// pictures.</exception>
    public static IReadOnlyList<PromptSegment> Render(IReadOnlyList<Turn> turns, int pictures)
    {
        var missing = MissingMarkers(turns, pictures);
        return [.. turns.Select((turn, index) => Render(turn, index == 0 ? missing : 0))];
    }

    /// <summary>A question with the turns before it, ready to be answered.</summary>
    /// <param name="question">The question.</param>
    public static IReadOnlyList<PromptSegment> Render(Question question) =>
        Render([.. question.History, new Turn(Speaker.Human, question.Text)], question.Pictures.Count);

    /// <summary>A question's own words: without markers and the space around them.</summary>
    /// <param name="text">The text of a human turn.</param>
    public static string Words(string text) => Spaces().Replace(text.Replace(ImageMarker, " ", StringComparison.Ordinal), " ").Trim();

    /// <summary>How many markers the first turn still needs: one for each picture, or none.</summary>
    /// <exception cref="ArgumentException">The turns do not alternate, or have another number of markers than there are
    /// pictures.</exception>
    internal static int MissingMarkers(IReadOnlyList<Turn> turns, int pictures)
    {
        for (var index = 0; index < turns.Count; index++)
        {
            if (turns[index].Speaker != (index % 2 == 0 ? Speaker.Human : Speaker.Assistant))
                throw new ArgumentException($"Turn {index} is the {turns[index].Speaker}'s; turns must alternate and the human begins.");
        }

        var markers = turns.Where(turn => turn.Speaker == Speaker.Human).Sum(turn => CountMarkers(turn.Text));
        if (markers != 0 && markers != pictures)
            throw new ArgumentException(
                $"The turns have {markers} markers {ImageMarker} for {pictures} pictures; write one for each, or none.");
        return markers == 0 ? pictures : 0;
    }

    private static PromptSegment Render(Turn turn, int missingMarkers) => turn.Speaker == Speaker.Assistant
        ? new PromptSegment(" " + turn.Text, IsAnswer: true)
        : new PromptSegment($"USER: {string.Concat(Enumerable.Repeat(ImageMarker + "\n", missingMarkers))}{turn.Text} ASSISTANT:", IsAnswer: false);

    /// <summary>Markers of pictures in a text.</summary>
    internal static int CountMarkers(string text) =>
        (text.Length - text.Replace(ImageMarker, "", StringComparison.Ordinal).Length) / ImageMarker.Length;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
