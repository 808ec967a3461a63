using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MlopsCl.Host;

/// <summary>This program, started as a process of its own, as a user does.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private const int InterruptSignal = 2;
    private readonly Process _process;
    private string _lastError = "";

    private ProgramProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += EndToo;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => _lastError = string.IsNullOrWhiteSpace(line.Data) ? _lastError : line.Data;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it is still there.</summary>
    public bool Lives => !_process.HasExited;

    /// <summary>Starts it; what it prints is dropped.</summary>
    public static ProgramProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        // A background job of a shell ignores SIGINT, and what it starts would too; env (GNU coreutils 8.31 and later) gives the signal back its meaning.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "mlopscl.dll"), .. arguments]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ProgramProcess(start);
    }

    /// <summary>
    /// Runs a command line to its end and gives its exit code; through the script of the root where this program was built by it, as a user types it.
    /// </summary>
    public static async Task<int> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var script = Path.Combine(Home.Folder, "mlopscl");
        var isOfScript = File.Exists(script) && Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) == Path.Combine(Home.Folder, "build", "host");
        using var process = isOfScript ? new ProgramProcess(new ProcessStartInfo(script, arguments)) : Start(arguments);
        return await process.EndAsync(cancellation);
    }

    /// <summary>Its exit code, when it has ended by itself.</summary>
    public async Task<int> EndAsync(CancellationToken cancellation = default)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    /// <summary>SIGINT, as Ctrl-C sends it; gives the exit code.</summary>
    public async Task<int> InterruptAsync(CancellationToken cancellation = default)
    {
        if (Kill(_process.Id, InterruptSignal) != 0)
            throw new InvalidOperationException($"Process {_process.Id} cannot be interrupted (error {Marshal.GetLastPInvokeError()}).");
        return await EndAsync(cancellation);
    }

    /// <summary>SIGKILL: it ends without a word.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void ThrowIfEnded()
    {
        if (!Lives)
            throw new InvalidOperationException($"The worker has ended with exit code {_process.ExitCode}: {_lastError}");
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndToo;
        if (Lives)
            Kill();
        _process.Dispose();
    }

    // When this program is told to end and something is too slow, the process must not outlive it.
    private void EndToo(object? sender, EventArgs e)
    {
        if (Lives)
            Kill();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
