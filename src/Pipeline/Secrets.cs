using System.Text.RegularExpressions;

namespace MlopsCl.Pipeline;

/// <summary>Keeps the secrets that addresses hold out of what people and logs get to see.</summary>
public static partial class Secrets
{
    /// <summary>
    /// A text in which no address has an account, a password or a query (where signatures are), and in which what a signature, a key or a
    /// password is set to is replaced by <c>***</c>. Everything else stays.
    /// </summary>
    /// <param name="text">An address, or a message that may quote some.</param>
    public static string Hide(string text)
    {
        if (!text.Contains(":/", StringComparison.Ordinal) && !text.Contains('='))
            return text;
        var place = Account().Replace(Query().Replace(text, "${place}"), "${scheme}");
        return Setting().Replace(place, "${name}=***");
    }

    // From the colon of "https://" on; a slash may be missing where an address was mistaken for a path.
    [GeneratedRegex(@"(?<place>:/[^\s'""?]*)\?[^\s'""\\]+", RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<scheme>://?)[^\s/?#'""\\]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(
        @"\b(?<name>sig|AccountKey|SharedAccessKey|SharedAccessSignature|password|pwd)=[^\s'""\\&;,)]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}
