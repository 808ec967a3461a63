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
        _writer = new TarWriter(_file, TarEntryFormat.Gnu);
    }

    // GNU's format takes names of any length; pax would write the process's number into the archive.
    public void Add(string name, byte[] content) => _writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(content),
        ModificationTime = DateTimeOffset.UnixEpoch,
        AccessTime = DateTimeOffset.UnixEpoch,
        ChangeTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
    });

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
