namespace MlopsCl.Learner;

/// <summary>What was timed.</summary>
/// <param name="Parameters">Numbers of the frozen model.</param>
/// <param name="TokensPerStep">Tokens that a training step reads.</param>
/// <param name="SecondsPerStep">Seconds of a training step.</param>
/// <param name="OperationsPerStep">Additions and multiplications that a step needs (<see cref="StepArithmetic"/>).</param>
/// <param name="PeakOperationsPerSecond">Those of a large matrix product in the same precision, measured in the same run.</param>
/// <param name="AnswerTokensPerSecond">Tokens per second of all answers of a batch together, without reading the questions.</param>
/// <param name="FirstLoss">The first timed step's loss.</param>
/// <param name="LastLoss">The last one's.</param>
public sealed record SpeedReport(
    long Parameters, long TokensPerStep, double SecondsPerStep, double OperationsPerStep, double PeakOperationsPerSecond, double AnswerTokensPerSecond,
    double FirstLoss, double LastLoss)
{
    /// <summary>Tokens per second of training.</summary>
    public double TokensPerSecond => TokensPerStep / SecondsPerStep;

    /// <summary>The share of the peak arithmetic that training reaches.</summary>
    public double ShareOfPeak => OperationsPerStep / SecondsPerStep / PeakOperationsPerSecond;
}
