using MlopsCl.Learner.Methods;

namespace MlopsCl.Learner.Training;

/// <summary>
/// Which stage, batches and learning rate each optimizer step has: known before the first, so that a training can go on anywhere.
/// </summary>
internal sealed class TrainingSchedule
{
    private readonly List<Part> _parts = [];
    private readonly TrainingOptions _options;
    private readonly int _batchesPerEpoch;

    public TrainingSchedule(IReadOnlyList<TrainingStage> stages, int batchesPerEpoch, TrainingOptions options)
    {
        (_options, _batchesPerEpoch) = (options, batchesPerEpoch);
        var stepsPerEpoch = (batchesPerEpoch + options.GradientAccumulation - 1) / options.GradientAccumulation;
        var epoch = 0;
        foreach (var stage in stages)
        {
            var epochs = stage.Epochs ?? options.Epochs;
            _parts.Add(new Part(stage, Steps, epochs * stepsPerEpoch, stepsPerEpoch, epoch));
            Steps += epochs * stepsPerEpoch;
            epoch += epochs;
        }
    }

    /// <summary>Optimizer steps in all.</summary>
    public int Steps { get; }

    /// <summary>What a step does.</summary>
    /// <param name="step">0 to <see cref="Steps"/> - 1.</param>
    public ScheduledStep At(int step)
    {
        var part = _parts.Last(candidate => candidate.Start <= step && candidate.Steps > 0);
        var inStage = step - part.Start;
        var first = inStage % part.StepsPerEpoch * _options.GradientAccumulation;
        return new ScheduledStep(part.Stage, step, inStage, part.FirstEpoch + inStage / part.StepsPerEpoch,
            first, Math.Min(_options.GradientAccumulation, _batchesPerEpoch - first), RateAt(part, inStage));
    }

    // A linear rise that reaches the peak with its last step, then a cosine that would reach 0 one step after the end.
    private double RateAt(Part part, int step)
    {
        var peak = part.Stage.LearningRate ?? _options.LearningRate;
        var warmup = (int)Math.Round(_options.WarmupRatio * part.Steps);
        return step < warmup
            ? peak * (step + 1) / warmup
            : peak * 0.5 * (1 + Math.Cos(Math.PI * (step - warmup) / Math.Max(1, part.Steps - warmup)));
    }

    private sealed record Part(TrainingStage Stage, int Start, int Steps, int StepsPerEpoch, int FirstEpoch);
}
