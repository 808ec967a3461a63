namespace MlopsCl.Bench.MlNet;

/// <summary>What a measurement says about a limit. The values are the exit codes.</summary>
internal enum Verdict
{
    /// <summary>The whole interval lies below it.</summary>
    Held = 0,

    /// <summary>The whole interval lies above it.</summary>
    Missed = 1,

    /// <summary>The limit lies within the interval; more repeats, or a quieter machine, would tell.</summary>
    Undecided = 3,
}
