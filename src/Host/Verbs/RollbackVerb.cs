using System.CommandLine;
using MlopsCl.Pipeline.Promoting;

namespace MlopsCl.Host;

/// <summary><c>mlopscl rollback</c>: makes an earlier release production again.</summary>
internal static class RollbackVerb
{
    private static readonly Option<int> Release = new("--release") { Description = "The release that is to serve.", HelpName = "number", Required = true };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; it goes into the ledger.", HelpName = "text", Required = true };

    public static Verb Create() => new Verb(
        "rollback", "Make an earlier release production again.", "mlopscl rollback --stream quickstart --release 2 --reason \"complaints about icons\"")
    {
        Shared.Stream, Release, Reason, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var stream = await place.StreamAsync(parse, cancellation);
        var release = await new Promotion(place.Store, place.Clock).RollbackAsync(stream, parse.GetValue(Release), parse.GetValue(Reason)!, cancellation);
        screen.Result(
            new { stream, production = release.Number }, () => screen.Line($"stream {stream}: release {release.Number} serves now; learning goes on from it."));
        return ExitCode.Done;
    }
}
