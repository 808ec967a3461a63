namespace MlopsCl.Pipeline.Promoting;

/// <summary>The files of a base model.</summary>
/// <param name="Files">File name to SHA-256, by name.</param>
internal sealed record BaseModelManifest(IReadOnlyDictionary<string, string> Files);
