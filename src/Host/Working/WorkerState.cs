using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>What the worker is doing, for its health endpoint.</summary>
internal sealed class WorkerState
{
    private volatile RunProgress? _current;
    private volatile string? _trouble;
    private volatile string? _warning;

    /// <summary>The run that is being worked on; null when idle.</summary>
    public RunProgress? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>What keeps it from working at all, such as a store that is away; null when nothing does.</summary>
    public string? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    /// <summary>What keeps it from working on some streams, while it serves others; null when nothing does.</summary>
    public string? Warning
    {
        get => _warning;
        set => _warning = value;
    }
}
