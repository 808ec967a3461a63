using MlopsCl.Learner;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>A benchmark's training, shown as a run's is.</summary>
internal sealed class BenchmarkProgress(Screen screen, string name) : IProgress<TrainingProgress>
{
    private readonly ProgressLines _lines = new(screen, TimeProvider.System);

    public void Report(TrainingProgress value) => _lines.Report(new RunProgress("", name, "", RunPhase.Train, null, value));

    public void Clear() => _lines.Clear();
}
