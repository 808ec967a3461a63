using System.CommandLine;

namespace MlopsCl.Host;

/// <summary>The verb or option that a mistyped word was most likely meant to be.</summary>
internal static class Suggestion
{
    private const int FarthestTypo = 3;

    public static string? For(ParseResult parse) =>
        parse.UnmatchedTokens.Select(token => Nearest(token, Names(parse.CommandResult.Command))).FirstOrDefault(name => name is not null);

    /// <summary>The candidate with the smallest edit distance, if that is near enough to be a typing error.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var nearest = candidates.Select(name => (name, distance: Distance(word, name))).OrderBy(c => c.distance).FirstOrDefault();
        return nearest.name is not null && nearest.distance <= Math.Min(FarthestTypo, nearest.name.Length / 2) ? nearest.name : null;
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name));

    // Levenshtein's distance, by rows.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
