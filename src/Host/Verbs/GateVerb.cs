using System.CommandLine;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary><c>mlopscl gate</c>: what the gate said about a run, as an exit code.</summary>
internal static class GateVerb
{
    private static readonly Option<string?> Key = new("--run") { Description = "The beginning of the run's key, or its number. Default: the last run that was judged.", HelpName = "key" };

    public static Verb Create() => new Verb("gate", "Show the gate's reasons for a run: exit code 0 accepted, 1 rejected, 3 inconclusive.", "mlopscl gate --stream quickstart --run 3")
    {
        Shared.Stream, Key, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var stream = await place.StreamAsync(parse, cancellation);
        var run = Find((await place.Log.StatusAsync(stream, cancellation)).Runs, stream, parse.GetValue(Key));
        var verdict = await place.Log.VerdictAsync(run, cancellation)
            ?? throw new UsageException($"Run {run.Sequence} of stream '{stream}' is {run.State.ToString().ToLowerInvariant()}: the gate was not asked. See 'mlopscl status --stream {stream}'.");
        screen.Result(new { stream, run = RunLine.Of(run), verdict.Result, verdict.Reasons }, () => Show(run, verdict, screen));
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
            ? runs.Where(r => r.VerdictSha256 is not null).TakeLast(1).ToArray()
            : [.. runs.Where(r => r.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) == key || (key.Length >= 4 && r.Key.StartsWith(key, StringComparison.Ordinal)))];
        if (key is null && found.Length == 0)
            throw new UsageException($"No run of stream '{stream}' has been judged yet; see 'mlopscl status --stream {stream}'.");
        return found.Length == 1
            ? found[0]
            : throw new UsageException($"{found.Length} runs of stream '{stream}' answer to '{key}'; give a run's number, or 4 digits or more of its key: list them with 'mlopscl status --stream {stream}'.");
    }

    private static void Show(Run run, VerdictRecord verdict, Screen screen)
    {
        screen.Line($"run {run.Sequence}, task {run.Task}: {verdict.Result}");
        foreach (var reason in verdict.Reasons)
            screen.Line($"  {reason.Result.ToString().ToLowerInvariant(),-9} {reason.Rule,-18} {reason.Task,-12} {reason.Reason}");
    }
}
