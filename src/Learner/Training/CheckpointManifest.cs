namespace MlopsCl.Learner.Training;

/// <summary>What <c>checkpoint.json</c> says.</summary>
/// <param name="Fingerprint">What is trained on what, and how; only the same training may go on from here.</param>
/// <param name="File">The file that holds the tensors.</param>
/// <param name="Losses">The loss of every step done.</param>
internal sealed record CheckpointManifest(string Fingerprint, string File, IReadOnlyList<double> Losses);
