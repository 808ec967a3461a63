namespace MlopsCl.Host;

/// <summary>What the program's exit status says; the same for every verb.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A check says no: the gate, a validation, a comparison.</summary>
    public const int No = 1;

    /// <summary>Usage or invalid input.</summary>
    public const int Usage = 2;

    /// <summary>The evidence does not decide.</summary>
    public const int Inconclusive = 3;

    public const int Failed = 4;
}
