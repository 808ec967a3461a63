using System.Formats.Tar;

namespace MlopsCl.Pipeline.Importing;

/// <summary>Writes a dataset as one .tar archive in which nothing depends on the machine or the hour.</summary>
internal sealed class TarSink : IDatasetSink
{
    private readonly FileStream _file;
    private readonly TarWriter _writer;

    public TarSink(string path)
    {
        _file = File.Create(path);
        _writer = new TarWriter(_file, TarEntryFormat.Ustar);
    }

    public void Add(string name, byte[] content) => _writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(content),
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
    });

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
