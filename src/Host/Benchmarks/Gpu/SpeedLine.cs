namespace MlopsCl.Host;

/// <summary>What one program reached.</summary>
/// <param name="Program">Which.</param>
/// <param name="SecondsPerStep">Seconds of a training step.</param>
/// <param name="TokensPerSecond">Tokens per second of training.</param>
/// <param name="ShareOfPeak">The share of the GPU's peak arithmetic; the same count of operations for both programs.</param>
/// <param name="AnswerTokensPerSecond">Tokens per second of answering.</param>
/// <param name="PeakMemoryMib">Memory of the GPU at most; null where nobody can tell.</param>
/// <param name="FirstLoss">The first timed step's loss.</param>
/// <param name="LastLoss">The last one's.</param>
internal sealed record SpeedLine(
    string Program, double SecondsPerStep, double TokensPerSecond, double? ShareOfPeak, double AnswerTokensPerSecond, int? PeakMemoryMib, double FirstLoss,
    double LastLoss);
