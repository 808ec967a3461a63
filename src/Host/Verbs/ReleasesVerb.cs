using System.CommandLine;
using System.Globalization;

namespace MlopsCl.Host;

/// <summary><c>mlopscl releases</c>: what was promoted, and what serves.</summary>
internal static class ReleasesVerb
{
    public static Verb Create() => new Verb("releases", "List the releases of a stream and which one serves.", "mlopscl releases --stream quickstart")
    {
        Shared.Stream, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var stream = await place.StreamAsync(parse, cancellation);
        var production = (await place.Log.StateAsync(stream, cancellation)).Production;
        var lines = new List<Line>();
        foreach (var release in await place.Log.ReleasesAsync(stream, cancellation))
        {
            var card = await place.Log.ScorecardAsync(release, cancellation);
            lines.Add(new(
                release.Number, release.Number == production, release.Candidate.Task, release.Candidate.Parent, release.Candidate.AdapterSha256,
                release.CreatedAt, card.Tasks.ToDictionary(t => t.Task, t => t.Accuracy)));
        }
        screen.Result(new { stream, production, releases = lines }, () =>
        {
            if (lines.Count == 0)
                screen.Line($"stream {stream} has no release yet; next: mlopscl status --stream {stream}");
            foreach (var line in lines)
                screen.Line($"{(line.Serves ? "*" : " ")} {line.Number,3}  {line.Task,-16} {line.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC  adapter " +
                    $"{line.AdapterSha256[..12]}  {Row(line.Accuracy)}");
        });
        return ExitCode.Done;
    }

    private static string Row(IReadOnlyDictionary<string, double> accuracy) =>
        string.Join("  ", accuracy.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Key} {a.Value * 100:0.0}")));

    private sealed record Line(
        int Number, bool Serves, string Task, int? Parent, string AdapterSha256, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, double> Accuracy);
}
