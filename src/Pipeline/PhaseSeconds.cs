namespace MlopsCl.Pipeline;

/// <summary>Seconds that a run spent in each phase.</summary>
/// <param name="Prepare">Reading, verifying, storing.</param>
/// <param name="Train">Learning and storing the candidate.</param>
/// <param name="Evaluate">Examining.</param>
/// <param name="Gate">Judging.</param>
/// <param name="Promote">Promoting or recording the rejection.</param>
public sealed record PhaseSeconds(double Prepare = 0, double Train = 0, double Evaluate = 0, double Gate = 0, double Promote = 0)
{
    /// <summary>Of <see cref="Train"/>, what the device took to learn.</summary>
    public double Learning { get; init; }

    /// <summary>Of <see cref="Evaluate"/>, what the device took to answer.</summary>
    public double Answering { get; init; }

    /// <summary>All phases together.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double Total => Prepare + Train + Evaluate + Gate + Promote;

    /// <summary>The seconds that came after an earlier reading of the same run.</summary>
    /// <param name="earlier">The earlier reading.</param>
    public PhaseSeconds Since(PhaseSeconds earlier) => new(
        Prepare - earlier.Prepare, Train - earlier.Train, Evaluate - earlier.Evaluate, Gate - earlier.Gate, Promote - earlier.Promote)
    {
        Learning = Learning - earlier.Learning,
        Answering = Answering - earlier.Answering,
    };

    /// <summary>These seconds and some more of one phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="time">The time to add.</param>
    /// <exception cref="ArgumentOutOfRangeException">The phase is unknown.</exception>
    public PhaseSeconds Plus(RunPhase phase, TimeSpan time) => phase switch
    {
        RunPhase.Prepare => this with { Prepare = Prepare + time.TotalSeconds },
        RunPhase.Train => this with { Train = Train + time.TotalSeconds },
        RunPhase.Evaluate => this with { Evaluate = Evaluate + time.TotalSeconds },
        RunPhase.Gate => this with { Gate = Gate + time.TotalSeconds },
        RunPhase.Promote => this with { Promote = Promote + time.TotalSeconds },
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Unknown phase."),
    };
}
