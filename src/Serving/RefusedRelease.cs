namespace MlopsCl.Serving;

/// <summary>A release that was promoted and that this pool does not answer with.</summary>
/// <param name="Number">Its number in its stream.</param>
/// <param name="Reason">Why not.</param>
public sealed record RefusedRelease(int Number, string Reason);
