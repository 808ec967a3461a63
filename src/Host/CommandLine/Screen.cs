using System.Globalization;
using System.Text.Json;

namespace MlopsCl.Host;

/// <summary>Where a verb writes: lines for people, or one document for machines. Progress goes to the error stream when machines read.</summary>
internal sealed class Screen(TextWriter output, TextWriter error, bool json, bool isTerminal)
{
    private readonly Lock gate = new();

    public static JsonSerializerOptions JsonOptions { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Whether <c>--json</c> was given.</summary>
    public bool Json => json;

    /// <summary>Whether lines may be overwritten.</summary>
    public bool IsTerminal => isTerminal && !json;

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>A line for people.</summary>
    public void Line(string text = "")
    {
        lock (gate)
            (json ? error : output).WriteLine(text);
    }

    /// <summary>A line of figures for people, written the same whatever the country.</summary>
    public void Figures(params FormattableString[] parts) => Line(string.Concat(parts.Select(part => part.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Why the verb did not do it: a line on the error stream, and for machines the document as well.</summary>
    public void Failure(string reason, int exitCode)
    {
        error.WriteLine(reason);
        if (json)
            output.WriteLine(FailureDocument(reason.StartsWith("error: ", StringComparison.Ordinal) ? reason["error: ".Length..] : reason, exitCode));
    }

    /// <summary>The one document of a verb that failed.</summary>
    public static string FailureDocument(string reason, int exitCode) => JsonSerializer.Serialize(new { error = reason, exitCode }, JsonOptions);

    /// <summary>The document for machines, or the lines for people: whichever was asked for.</summary>
    public void Result<T>(T document, Action lines)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(document, JsonOptions));
        else
            lines();
    }
}
