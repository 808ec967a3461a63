using System.CommandLine;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary><c>mlopscl gate</c>: judges a run again from its stored scorecards, as an exit code.</summary>
internal static class GateVerb
{
    private static readonly Option<string?> Key = new("--run")
    {
        Description = "The beginning of the run's key, or its number. Default: the last run that was examined.", HelpName = "key",
    };

    private static readonly Option<bool> ByRecipe = new("--by-recipe")
    {
        Description = "Hold the run against the limits that the recipe has now, instead of those that it was held against.",
    };

    public static Verb Create() => new Verb(
        "gate", "Judge a run again from its stored scorecards: exit code 0 accepted, 1 rejected, 3 inconclusive.",
        "mlopscl gate --stream quickstart --run 3 --by-recipe")
    {
        Shared.Stream, Key, ByRecipe, Shared.Store, Shared.Recipes, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var stream = await place.StreamAsync(parse, cancellation);
        var policy = parse.GetValue(ByRecipe) ? place.Recipes.Find(stream).Gate : null;
        var run = Find((await place.Log.StatusAsync(stream, cancellation)).Runs, stream, parse.GetValue(Key));
        var verdict = await new Rejudgement(place.Store).JudgeAsync(run, policy, cancellation) ?? throw new UsageException(
            $"Run {run.Sequence} of stream '{stream}' is {run.State.ToString().ToLowerInvariant()}: there is nothing to judge yet. " +
            $"See 'mlopscl status --stream {stream}'; a run that was examined and not judged can be judged with --by-recipe.");
        var stored = (await place.Log.VerdictAsync(run, cancellation))?.Result;
        screen.Result(new { stream, run = RunLine.Of(run), verdict.Result, stored, verdict.Policy, verdict.Reasons }, () => Show(run, verdict, stored, screen));
        return verdict.Result switch
        {
            "accepted" => ExitCode.Done,
            "inconclusive" => ExitCode.Inconclusive,
            _ => ExitCode.No,
        };
    }

    private static Run Find(IReadOnlyList<Run> runs, string stream, string? key)
    {
        var found = key is null
            ? runs.Where(r => r.ScorecardSha256 is not null).TakeLast(1).ToArray()
            : [.. runs.Where(r => IsMeant(r, key))];
        if (key is null && found.Length == 0)
            throw new UsageException($"No run of stream '{stream}' has been examined yet; see 'mlopscl status --stream {stream}'.");
        return found.Length == 1
            ? found[0]
            : throw new UsageException(
                $"{found.Length} runs of stream '{stream}' answer to '{key}'; give a run's number, or 4 digits or more of its key: " +
                $"list them with 'mlopscl status --stream {stream}'.");
    }

    private static bool IsMeant(Run run, string key) =>
        run.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) == key
            || (key.Length >= 4 && run.Key.StartsWith(key, StringComparison.Ordinal));

    private static void Show(Run run, VerdictRecord verdict, string? stored, Screen screen)
    {
        screen.Line($"run {run.Sequence}, task {run.Task}: {verdict.Result}");
        foreach (var reason in verdict.Reasons)
            screen.Line($"  {reason.Result.ToString().ToLowerInvariant(),-9} {reason.Rule,-18} {reason.Task,-12} {reason.Reason}");
        if (stored is not null && stored != verdict.Result)
            screen.Line($"the run itself was {stored}; nothing is changed by this.");
    }
}
