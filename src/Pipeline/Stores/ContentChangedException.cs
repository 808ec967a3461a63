namespace MlopsCl.Pipeline.Stores;

/// <summary>A file was written to while it was being stored; nothing was stored.</summary>
/// <param name="path">The file.</param>
internal sealed class ContentChangedException(string path)
    : IOException($"File '{path}' changed while it was being stored, so nothing was stored; store it when its writer is done.");
