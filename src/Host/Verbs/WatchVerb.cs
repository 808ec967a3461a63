using System.CommandLine;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary><c>mlopscl watch</c>: follows a stream until nothing waits.</summary>
internal static class WatchVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Verb Create() => new Verb(
        "watch", "Follow a stream until nothing waits; the exit code is that of the last run.", "mlopscl watch --stream quickstart")
    {
        Shared.Stream, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var stream = await place.StreamAsync(parse, cancellation);
        var seen = new Dictionary<string, RunState>();
        var missing = MissingWorker.Of(place, stream, screen);
        while (true)
        {
            var status = await place.Log.StatusAsync(stream, cancellation);
            foreach (var run in status.Runs.Where(r => !seen.TryGetValue(r.Key, out var state) || state != r.State))
            {
                seen[run.Key] = run.State;
                Show(RunLine.Of(run), screen);
            }
            if (status.State.Waiting.Count == 0)
                return await EndAsync(place, status.Runs, screen, cancellation);
            await missing.LookAsync(cancellation);
            await Task.Delay(Pause, cancellation);
        }
    }

    private static void Show(RunLine run, Screen screen) =>
        screen.Line($"{run.Number,3}  {run.Task,-16} " +
            $"{run.State}{(run.Release is { } release ? $": release {release}" : "")}{(run.Reason is null ? "" : $": {run.Reason}")}");

    private static async Task<int> EndAsync(Workplace place, IReadOnlyList<Run> runs, Screen screen, CancellationToken cancellation)
    {
        if (screen.Json)
            screen.Result(runs.Select(RunLine.Of), () => { });
        if (runs.Count == 0)
        {
            screen.Line("nothing was submitted to this stream yet; next: mlopscl submit --help");
            return ExitCode.Done;
        }
        var verdict = await place.Log.VerdictAsync(runs[^1], cancellation);
        return RunEnd.ExitCodeOf(runs[^1], verdict);
    }
}
