namespace MlopsCl.Pipeline.Stores;

/// <summary>A document as it was read.</summary>
/// <param name="Content">The whole content.</param>
/// <param name="ETag">Its version: changes with every write.</param>
public sealed record StoredDocument(ReadOnlyMemory<byte> Content, string ETag);
