using System.Runtime.InteropServices;

namespace MlopsCl.Host;

/// <summary>
/// Ctrl-C and SIGTERM: the verb is told to stop; after two seconds, or at the second signal, the process ends. What is journalled goes on with the next worker.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _told = new();
    private readonly PosixSignalRegistration[] _signals;
    private Timer? _end;

    public Interruption() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Tell), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Tell)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _told.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _end?.Dispose();
        _told.Dispose();
    }

    private void Tell(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_told.IsCancellationRequested)
            Environment.Exit(ExitCode.Failed);
        _end = new Timer(_ => Environment.Exit(ExitCode.Failed), null, Grace, Timeout.InfiniteTimeSpan);
        _told.Cancel();
    }
}
