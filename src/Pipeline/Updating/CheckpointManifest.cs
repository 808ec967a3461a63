namespace MlopsCl.Pipeline.Updating;

/// <summary>A training checkpoint in the store.</summary>
/// <param name="Files">Path within the checkpoint folder, with '/', to SHA-256.</param>
internal sealed record CheckpointManifest(IReadOnlyDictionary<string, string> Files);
