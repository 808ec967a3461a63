using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MlopsCl.Pipeline.Tests.Stores;

/// <summary>The storage emulator on a free port of the loopback interface, for as long as the tests run.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    private Process? _process;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var script = Path.Combine(RepositoryRoot(), "infra", "tools", "azurite.sh");
        _process = Process.Start(new ProcessStartInfo("bash", [script, "--blobPort", "0"]) { RedirectStandardOutput = true })!;
        // It may have to be installed first.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // The emulator's published account and key.
                ConnectionString =
                    "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;" +
                    "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;" +
                    $"BlobEndpoint={match.Value}/devstoreaccount1;";
                return;
            }
        }
        throw new InvalidOperationException($"'{script}' ended with {_process.ExitCode} before the emulator listened; run it by hand to see why.");
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MlopsCl.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("MlopsCl.sln is in no folder above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
