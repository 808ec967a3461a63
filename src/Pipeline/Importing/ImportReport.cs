namespace MlopsCl.Pipeline.Importing;

/// <summary>What an import wrote.</summary>
/// <param name="Train">Training records.</param>
/// <param name="Test">Held-out records.</param>
/// <param name="Pictures">Distinct picture files.</param>
/// <param name="Sha256">The dataset's digest, as <see cref="Datasets.DatasetDigest"/> computes it: what <c>submit</c> sends.</param>
/// <param name="Folder">The folder, or the .tar file, that was written.</param>
public sealed record ImportReport(int Train, int Test, int Pictures, string Sha256, string Folder);
