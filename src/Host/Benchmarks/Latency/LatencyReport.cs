namespace MlopsCl.Host;

/// <summary>The one document of <c>bench latency --json</c>.</summary>
/// <param name="Figures">What was timed.</param>
/// <param name="Tasks">Where the time of each task went.</param>
/// <param name="UndisturbedAdapterSha256">The adapter of a training that nobody interrupted.</param>
/// <param name="ResumedAdapterSha256">The adapters of the same training, interrupted and resumed.</param>
internal sealed record LatencyReport(
    IReadOnlyList<LatencyFigure> Figures, IReadOnlyList<TaskTime> Tasks, string UndisturbedAdapterSha256, IReadOnlyList<string> ResumedAdapterSha256)
{
    /// <summary>Whether every resumed training ended with the undisturbed one's adapter.</summary>
    public bool ResumesExactly => ResumedAdapterSha256.All(adapter => adapter == UndisturbedAdapterSha256);

    /// <summary>Whether everything is as wanted.</summary>
    public bool IsWithin => ResumesExactly && Figures.All(f => f.IsWithin);
}
