namespace MlopsCl.Pipeline;

/// <summary>What an error tells people, in a log, a journal, a message or on a screen: without secrets, and no longer than can be read.</summary>
public static class ErrorText
{
    /// <summary>Characters of a line at most; of a longer one the middle is left out, for the value and the rule come first and the next step last.</summary>
    public const int LongestLine = 400;

    private const int LongestText = 40 * LongestLine;
    private const int Kept = 120;
    private const string Gap = " ... ";

    /// <summary>The text of an error as it is shown.</summary>
    /// <param name="message">The error's message; lines stay lines.</param>
    public static string Of(string message)
    {
        var hidden = Secrets.Hide(message);
        if (hidden.Length <= LongestLine)
            return hidden;
        var text = string.Join('\n', hidden.Split('\n').Select(line => Shorten(line, LongestLine)));
        return text.Length <= LongestText ? text : text[..LongestText] + Gap;
    }

    /// <summary>The text of an error in one line, for the header of a message.</summary>
    /// <param name="message">The error's message.</param>
    /// <param name="longest">Characters at most; at least twice what is kept of the end, 240.</param>
    public static string InOneLine(string message, int longest = LongestLine) =>
        Shorten(string.Join(' ', Secrets.Hide(message).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), longest);

    /// <summary>What an error says, without the name of the code's own parameter that .NET writes behind it.</summary>
    /// <param name="error">The error; its cause is told.</param>
    public static string MessageOf(Exception error) => CauseOf(error) switch
    {
        ArgumentException { ParamName: { } name } cause => cause.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        var cause => cause.Message,
    };

    /// <summary>What is the matter, without the shell that parallel work puts around it.</summary>
    /// <param name="error">The error; several at once stay together.</param>
    public static Exception CauseOf(Exception error) => error is AggregateException several ? several.GetBaseException() : error;

    private static string Shorten(string line, int longest) => line.Length <= longest ? line : line[..(longest - Gap.Length - Kept)] + Gap + line[^Kept..];
}
