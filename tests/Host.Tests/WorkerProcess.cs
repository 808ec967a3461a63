using System.Diagnostics;

namespace MlopsCl.Host.Tests;

/// <summary>A worker in a process of its own, that can be killed without a word.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(Site site, string health = "")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mlopscl.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. site.Arguments("worker"), "--health", health]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Other tests compute as well: a thread that waits for its team gives the processor away.
        start.Environment["GOMP_SPINCOUNT"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether the process is still there.</summary>
    public bool Lives => !_process.HasExited;

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGINT, as Ctrl-C sends it; gives the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
