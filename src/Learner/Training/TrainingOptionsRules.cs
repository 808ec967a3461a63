using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Training;

/// <summary>The ranges of training options.</summary>
internal static class TrainingOptionsRules
{
    /// <exception cref="ArgumentException">Options are out of range; the message lists all.</exception>
    public static void ThrowIfInvalid(TrainingOptions options)
    {
        var problems = new List<string>();
        void Rule(bool holds, string name, object value, string rule)
        {
            if (!holds)
                problems.Add(FormattableString.Invariant($"{name} is {value}; it must be {rule}"));
        }

        Rule(options.Epochs >= 1, nameof(options.Epochs), options.Epochs, "at least 1");
        Rule(options.BatchSize >= 1, nameof(options.BatchSize), options.BatchSize, "at least 1");
        Rule(options.GradientAccumulation >= 1, nameof(options.GradientAccumulation), options.GradientAccumulation, "at least 1");
        Rule(
            options.LearningRate > 0 && double.IsFinite(options.LearningRate),
            nameof(options.LearningRate), options.LearningRate, "above 0");
        Rule(options.WarmupRatio is >= 0 and <= 1, nameof(options.WarmupRatio), options.WarmupRatio, "from 0 to 1");
        Rule(
            options.WeightDecay >= 0 && double.IsFinite(options.WeightDecay),
            nameof(options.WeightDecay), options.WeightDecay, "at least 0");
        Rule(options.MaxGradientNorm > 0, nameof(options.MaxGradientNorm), options.MaxGradientNorm, "above 0");
        Rule(options.LoraRank is >= 1 and <= 1024, nameof(options.LoraRank), options.LoraRank, "from 1 to 1024");
        Rule(options.LoraAlpha > 0 && double.IsFinite(options.LoraAlpha), nameof(options.LoraAlpha), options.LoraAlpha, "above 0");
        Rule(options.LoraTargets.Count > 0, nameof(options.LoraTargets), "empty", "at least one matrix");
        Rule(options.LoraDropout is >= 0 and < 1, nameof(options.LoraDropout), options.LoraDropout, "from 0 to below 1");
        foreach (var (pattern, rank) in options.RankPattern ?? [])
            Rule(rank is >= 1 and <= 1024 && rank == Math.Floor(rank), $"{nameof(options.RankPattern)}[{pattern}]", rank, "a whole number from 1 to 1024");
        foreach (var (pattern, alpha) in options.AlphaPattern ?? [])
            Rule(alpha > 0 && double.IsFinite(alpha), $"{nameof(options.AlphaPattern)}[{pattern}]", alpha, "above 0");
        Rule(
            options.Precision is WeightPrecision.Float32 or WeightPrecision.BFloat16, nameof(options.Precision), options.Precision,
            "Float32 or BFloat16 (gradients of Float16 vanish or overflow)");
        Rule(options.CheckpointEverySteps >= 1, nameof(options.CheckpointEverySteps), options.CheckpointEverySteps, "at least 1");
        if (problems.Count > 0)
            throw new ArgumentException($"Training options: {string.Join("; ", problems)}.");
    }
}
