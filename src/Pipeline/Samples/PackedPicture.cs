namespace MlopsCl.Pipeline.Samples;

/// <summary>One picture of a pack.</summary>
/// <param name="Sha256">The digest of its encoded bytes.</param>
/// <param name="Length">Its encoded bytes.</param>
public sealed record PackedPicture(string Sha256, int Length);
