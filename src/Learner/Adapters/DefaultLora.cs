namespace MlopsCl.Learner.Adapters;

/// <summary>The LoRA of the training options, and how it goes on from task to task.</summary>
internal static class DefaultLora
{
    /// <summary>The LoRA that the options describe.</summary>
    public static LowRankGroup Begin(TrainingOptions training) => new()
    {
        Rank = training.LoraRank,
        Alpha = training.LoraAlpha,
        Targets = training.LoraTargets,
        Modules = training.TargetModules,
        Dropout = training.LoraDropout,
        IsRankStabilized = training.UseRsLora,
        HasMagnitude = training.UseDora,
        RankPattern = training.RankPattern,
        AlphaPattern = training.AlphaPattern,
        SavedModules = training.ModulesToSave,
    };

    /// <summary>
    /// The LoRA of the next task. One that came from elsewhere goes on with the settings that it came with; one that the options began may
    /// get more targets or, at the same scale, more rank.
    /// </summary>
    /// <param name="asked">What the options describe now.</param>
    /// <param name="earlier">The LoRA so far; null if there is none.</param>
    /// <exception cref="ArgumentException">What was learned would count differently than it did.</exception>
    public static LowRankGroup GoOn(LowRankGroup asked, LowRankGroup? earlier)
    {
        if (earlier is null)
            return asked;
        if (earlier.IsAdopted)
            return earlier with { IsTrained = true };
        if (earlier.HasMagnitude != asked.HasMagnitude)
            throw new ArgumentException(
                $"use-dora is {asked.HasMagnitude} and was {earlier.HasMagnitude} when this LoRA began; set it back, or begin without a parent.");
        if (Math.Abs(earlier.Scale - asked.Scale) > 1e-9 * earlier.Scale)
            throw new ArgumentException(
                FormattableString.Invariant($"This LoRA began with scale {earlier.Scale} (rank {earlier.Rank}, alpha {earlier.Alpha}) and would ") +
                FormattableString.Invariant($"go on with {asked.Scale} (rank {asked.Rank}, alpha {asked.Alpha}), which changes what it has ") +
                "learned; keep lora-alpha / lora-rank, or begin without a parent.");
        return asked;
    }
}
