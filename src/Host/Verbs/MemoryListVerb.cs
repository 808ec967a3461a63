using System.CommandLine;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Host;

/// <summary><c>mlopscl memory ls</c>.</summary>
internal static class MemoryListVerb
{
    public static Verb Create() => new Verb("ls", "List what the memory of a release holds.", "mlopscl memory ls --stream quickstart")
    {
        Shared.Stream, MemoryVerb.Number, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var bank = await new MemoryBank(place.Store, place.Clock).ListAsync(
            await place.StreamAsync(parse, cancellation), parse.GetValue(MemoryVerb.Number), cancellation);
        screen.Result(new { bank.Policy, bank.Seed, bank.Shares, bank.Erased, entries = bank.Entries.Select(MemoryLine.Of) }, () =>
        {
            foreach (var share in bank.Shares)
                screen.Line($"{share.Task}: {bank.Entries.Count(e => e.Source == share.Source)} of {share.Samples} samples, dataset {share.Source[..12]}");
            foreach (var entry in bank.Entries.Select(MemoryLine.Of))
                screen.Line(entry.ToString());
            screen.Line($"{bank.Entries.Count} entries, {bank.Erased.Count} erased, policy {bank.Policy}, seed {bank.Seed}");
        });
        return ExitCode.Done;
    }
}
