using System.CommandLine;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Host;

/// <summary><c>mlopscl memory erase</c>.</summary>
internal static class MemoryEraseVerb
{
    private static readonly Option<string?> Sample = new("--sample") { Description = "One sample, by its digest.", HelpName = "digest" };
    private static readonly Option<string?> Source = new("--source") { Description = "Everything of one dataset, by its digest.", HelpName = "digest" };
    private static readonly Option<string?> Subject = new("--subject")
    {
        Description = "Everything about one subject, by the name that the dataset gives it.", HelpName = "name",
    };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; it goes into the ledger.", HelpName = "text", Required = true };

    public static Verb Create() => new Verb(
        "erase", "Erase samples: they are gone from the next release on, and recorded as erased.",
        "mlopscl memory erase --subject person-17 --reason \"request of 3 May\"")
    {
        Sample, Source, Subject, Reason, Shared.Stream, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var erasure = Erasure(parse);
        var place = Workplace.OpenExisting(parse);
        var erased = await new MemoryBank(place.Store, place.Clock).EraseAsync(
            await place.StreamAsync(parse, cancellation), erasure, parse.GetValue(Reason)!, cancellation);
        screen.Result(new { by = erasure.By.ToString().ToLowerInvariant(), erasure.Value, erased }, () =>
        {
            foreach (var sample in erased)
                screen.Line(sample);
            screen.Line($"{erased.Count} erased; the next release will not hold them.");
        });
        return ExitCode.Done;
    }

    private static Erasure Erasure(ParseResult parse)
    {
        (ErasureKind Kind, string? Value)[] given =
        [
            (ErasureKind.Sample, parse.GetValue(Sample)), (ErasureKind.Source, parse.GetValue(Source)), (ErasureKind.Subject, parse.GetValue(Subject)),
        ];
        var chosen = given.Where(g => g.Value is not null).ToArray();
        return chosen.Length == 1
            ? new Erasure(chosen[0].Kind, chosen[0].Value!)
            : throw new UsageException($"{chosen.Length} of --sample, --source and --subject are given; give exactly one.");
    }
}
