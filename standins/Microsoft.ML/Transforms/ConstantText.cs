using System.Text.RegularExpressions;

namespace Microsoft.ML.Transforms;

/// <summary>Reads an expression that is a text whatever its arguments are: <c>(p) : "text"</c>.</summary>
internal static partial class ConstantText
{
    internal static string Parse(string expression, int arguments)
    {
        var match = Form().Match(expression);
        if (!match.Success)
            throw new ArgumentOutOfRangeException(
                nameof(expression), $"'{expression}' is not of the form (a, b) : \"text\". No other expression is known here.");
        var names = match.Groups["name"].Captures.Count;
        if (names != arguments)
            throw new ArgumentOutOfRangeException(
                nameof(expression), $"The expression has {names} arguments and there are {arguments} input columns. Name as many.");
        return Escape().Replace(match.Groups["text"].Value, "$1");
    }

    [GeneratedRegex("""^\s*\(\s*(?<name>\w+)(\s*,\s*(?<name>\w+))*\s*\)\s*(:|=>)\s*"(?<text>([^"\\]|\\["\\])*)"\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex("""\\(["\\])""", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
