using System.CommandLine;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary><c>mlopscl status</c>: what the streams have learned, and what waits.</summary>
internal static class StatusVerb
{
    private static readonly Option<string?> Stream = new("--stream") { Description = "One stream only.", HelpName = "name" };

    public static Verb Create() => new Verb("status", "Show what the streams have learned and what waits.", "mlopscl status --stream quickstart")
    {
        Stream, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        string[] streams = parse.GetValue(Stream) is { } one
            ? [await place.StreamAsync(one, cancellation)]
            : await place.Log.StreamsAsync(cancellation).ToArrayAsync(cancellation);
        var (statuses, damaged) = (new List<StreamStatus>(), new List<Damage>());
        foreach (var stream in streams)
        {
            try
            {
                statuses.Add(await place.Log.StatusAsync(stream, cancellation));
            }
            catch (InvalidDataException e)
            {
                damaged.Add(new(stream, ErrorText.Of(e.Message)));
            }
        }
        screen.Result(new { store = place.Store.Address, streams = statuses.Select(Line), damaged }, () =>
        {
            screen.Line($"store {place.Store.Address}");
            if (streams.Length == 0)
                screen.Line("no streams yet; next: mlopscl submit --help");
            foreach (var status in statuses)
                Show(status, screen);
            foreach (var (stream, reason) in damaged)
                screen.Line($"stream {stream}: damaged: {reason}");
        });
        return damaged.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>A stream whose documents cannot be read; the others are shown all the same.</summary>
    private sealed record Damage(string Stream, string Reason);

    private static object Line(StreamStatus status) => new
    {
        status.State.Stream,
        status.State.Production,
        status.State.Releases,
        waiting = status.State.Waiting.Count,
        runs = status.Runs.Select(RunLine.Of),
    };

    private static void Show(StreamStatus status, Screen screen)
    {
        var production = status.State.Production is { } number ? $"release {number} of {status.State.Releases}" : "none";
        screen.Line($"stream {status.State.Stream}: production {production}, {status.State.Waiting.Count} waiting");
        foreach (var run in status.Runs.Select(RunLine.Of))
        {
            var release = run.Release is { } promoted ? $"release {promoted}" : "";
            screen.Line(FormattableString.Invariant(
                $"  {run.Number,3}  {run.Task,-16} {run.State,-12} {release,-12} {run.Seconds,8:0.0} s  {run.Key[..12]}"));
            if (run.Reason is not null)
                screen.Line($"       {run.Reason}");
        }
    }
}
