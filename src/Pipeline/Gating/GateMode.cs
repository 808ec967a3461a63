namespace MlopsCl.Pipeline.Gating;

/// <summary>How scores are compared.</summary>
public enum GateMode
{
    /// <summary>The differences themselves are held against the limits, without regard to chance: for small demonstrations.</summary>
    Point,
}
