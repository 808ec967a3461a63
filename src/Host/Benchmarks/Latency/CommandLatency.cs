using System.Diagnostics;

namespace MlopsCl.Host;

/// <summary>How long a command takes that only says something: help, and what is wrong with a path or a key.</summary>
internal sealed class CommandLatency(TinySite site, int count)
{
    public async Task<IReadOnlyList<LatencyFigure>> MeasureAsync(CancellationToken cancellation)
    {
        var mistyped = site["mistyped.yml"];
        await File.WriteAllTextAsync(
            mistyped, (await File.ReadAllTextAsync(Path.Combine(site.Recipes, TinySite.Stream + ".yml"), cancellation)).Replace(
                "epochs:", "epoch:", StringComparison.Ordinal), cancellation);
        return
        [
            await TimeAsync("help", "mlopscl --help", ["--help"], ExitCode.Done, 0.3, cancellation),
            await TimeAsync(
                "mistyped_path", "a typing error in a path (submit --dataset)",
                site.Arguments("submit", "--stream", TinySite.Stream, "--task", "typo", "--dataset", site["no-such-folder"]), ExitCode.Usage, 0.5,
                cancellation),
            await TimeAsync("mistyped_key", "a typing error in a key (recipe validate)", ["recipe", "validate", mistyped], ExitCode.No, 0.5, cancellation),
        ];
    }

    private async Task<LatencyFigure> TimeAsync(string name, string what, string[] arguments, int expected, double limit, CancellationToken cancellation)
    {
        var seconds = new List<double>();
        // The first one fills the disk's cache and is not counted.
        for (var i = 0; i <= count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var exitCode = await ProgramProcess.RunAsync(arguments, cancellation);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (exitCode != expected)
                throw new InvalidOperationException($"'mlopscl {string.Join(' ', arguments)}' ended with {exitCode}, not {expected}; run it to see why.");
        }
        return LatencyFigure.Of(name, what, [.. seconds.Skip(1)], limit);
    }
}
