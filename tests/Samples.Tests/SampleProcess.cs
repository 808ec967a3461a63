using System.Diagnostics;

namespace MlopsCl.Samples.Tests;

/// <summary>A sample as a process of its own.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;

    private SampleProcess(Process process) => _process = process;

    public static string Root { get; } = FindRoot();

    public static SampleProcess Start(string sample, params string[] arguments)
    {
        // tests/Samples.Tests/bin/CONFIGURATION/FRAMEWORK names the same two folders of the sample.
        var built = Path.GetRelativePath(Path.Combine(Root, "tests", "Samples.Tests"), AppContext.BaseDirectory);
        var program = Path.Combine(Root, "samples", sample, built, $"MlopsCl.Samples.{sample}.dll");
        Assert.True(File.Exists(program), $"{program} was not built.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Runs a sample to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string sample, params string[] arguments)
    {
        using var process = Start(sample, arguments);
        var (output, errors) = (process._process.StandardOutput.ReadToEndAsync(), process._process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(9));
        await process._process.WaitForExitAsync(limit.Token);
        return (process._process.ExitCode, await output + await errors);
    }

    /// <summary>Reads lines until one holds a word.</summary>
    public async Task<string> LineWithAsync(string word)
    {
        var seen = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal))
                return line;
            seen.Add(line);
        }

        throw new InvalidOperationException(
            $"The sample ended without saying '{word}': {string.Join('\n', seen)}{await _process.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlopsCl.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the test assembly holds MlopsCl.sln.");
    }
}
