namespace MlopsCl.Learner.Batches;

/// <summary>A picture with its identity.</summary>
/// <param name="Sha256">SHA-256 of the encoded bytes, lower-case hexadecimal.</param>
/// <param name="Source">Where the bytes are.</param>
public sealed record PreparedPicture(string Sha256, Picture Source);
