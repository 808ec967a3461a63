namespace MlopsCl.Pipeline.Datasets;

/// <summary>A regular file in an archive: its name as the archive has it, and its content, to be read once and in order.</summary>
internal sealed record ArchiveFile(string Name, Stream Content);
