using System.CommandLine;
using MlopsCl.Learner;

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
        var nearest = candidates.Select(name => (name, distance: EditDistance.Between(word, name))).OrderBy(c => c.distance).FirstOrDefault();
        return nearest.name is not null && nearest.distance <= Math.Min(FarthestTypo, nearest.name.Length / 2) ? nearest.name : null;
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name));
}
