using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Updating;

/// <summary>A device, and the time that it took: what an update takes beside it is the pipeline's own.</summary>
internal sealed class TimedDevice(IDevice device, TimeProvider clock) : IDevice
{
    /// <summary>Learning so far, loading the model included.</summary>
    public TimeSpan Learning { get; private set; }

    /// <summary>Answering so far, loading the model included.</summary>
    public TimeSpan Answering { get; private set; }

    public TrainingReport Learn(LearnOrder order, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var report = device.Learn(order, progress, cancellation);
        Learning += clock.GetElapsedTime(start);
        return report;
    }

    public IReadOnlyList<string> Answer(Bundle bundle, IReadOnlyList<Sample> samples, AnsweringOptions options, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var answers = device.Answer(bundle, samples, options, cancellation);
        Answering += clock.GetElapsedTime(start);
        return answers;
    }
}
