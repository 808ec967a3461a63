using System.CommandLine;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Host;

/// <summary><c>mlopscl memory diff</c>.</summary>
internal static class MemoryDiffVerb
{
    private static readonly Argument<int> First = new("first") { Description = "The earlier release." };
    private static readonly Argument<int> Second = new("second") { Description = "The later release." };

    public static Verb Create() => new Verb("diff", "Compare the memories of two releases.", "mlopscl memory diff 1 2 --stream quickstart")
    {
        First, Second, Shared.Stream, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var diff = await new MemoryBank(place.Store, place.Clock).DiffAsync(
            await place.StreamAsync(parse, cancellation), parse.GetValue(First), parse.GetValue(Second), cancellation);
        screen.Result(new { added = diff.Added.Select(MemoryLine.Of), removed = diff.Removed.Select(MemoryLine.Of), diff.Erased }, () =>
        {
            foreach (var entry in diff.Removed)
                screen.Line($"- {MemoryLine.Of(entry)}");
            foreach (var entry in diff.Added)
                screen.Line($"+ {MemoryLine.Of(entry)}");
            screen.Line($"{diff.Added.Count} added, {diff.Removed.Count} removed, {diff.Erased.Count} erased");
        });
        return ExitCode.Done;
    }
}
