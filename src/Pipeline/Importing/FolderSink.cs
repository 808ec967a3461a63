namespace MlopsCl.Pipeline.Importing;

/// <summary>Writes a dataset as files of a folder.</summary>
internal sealed class FolderSink(string folder) : IDatasetSink
{
    public void Add(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public void Dispose()
    {
    }
}
