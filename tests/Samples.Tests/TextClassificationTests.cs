using System.Diagnostics;

namespace MlopsCl.Samples.Tests;

public sealed class TextClassificationTests
{
    [Fact]
    public async Task WhereTheFeedLacksThePackages_TheSampleSaysSo_AndFailsNothing()
    {
        var start = new ProcessStartInfo(Path.Combine(SampleProcess.Root, "samples", "TextClassification", "run"))
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var said = await output + await errors;

        // Either it is left out, and which packages are missing is named; or it was built, and asks for its arguments.
        Assert.True(
            (process.ExitCode == 0 && said.Contains("left out: the package feed", StringComparison.Ordinal))
                || (process.ExitCode == 2 && said.Contains("usage:", StringComparison.Ordinal)),
            $"{process.ExitCode}: {said}");
    }
}
