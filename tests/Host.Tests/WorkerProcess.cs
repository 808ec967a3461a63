namespace MlopsCl.Host.Tests;

/// <summary>A worker in a process of its own, that can be killed without a word.</summary>
internal sealed class WorkerProcess(Site site, string health = "") : IDisposable
{
    // Other tests compute as well: a thread that waits for its team gives the processor away.
    private readonly ProgramProcess _process = ProgramProcess.Start([.. site.Arguments("worker"), "--health", health], ("GOMP_SPINCOUNT", "0"));

    /// <summary>Whether the process is still there.</summary>
    public bool Lives => _process.Lives;

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT, as Ctrl-C sends it; gives the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await _process.InterruptAsync(limit.Token);
    }

    public void Dispose() => _process.Dispose();
}
