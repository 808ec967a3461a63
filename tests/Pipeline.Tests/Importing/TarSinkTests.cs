using System.Formats.Tar;
using MlopsCl.Pipeline.Importing;

namespace MlopsCl.Pipeline.Tests.Importing;

public sealed class TarSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-tar-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_LongerThanTheOldFormatAllows_ComeBackWhole()
    {
        var name = "images/" + new string('n', 160) + ".png";
        using var reader = new TarReader(File.OpenRead(Write("a.tar", name)));
        var entry = reader.GetNextEntry();
        Assert.Equal(name, entry!.Name);
        Assert.Equal(TarEntryType.RegularFile, entry.EntryType);
        Assert.Null(reader.GetNextEntry());
    }

    [Fact]
    public void Archives_OfEqualContent_AreEqualByteByByte()
    {
        var name = "images/" + new string('n', 160) + ".png";
        Assert.Equal(File.ReadAllBytes(Write("a.tar", name)), File.ReadAllBytes(Write("b.tar", name)));
    }

    private string Write(string file, string name)
    {
        var path = Path.Combine(_folder, file);
        using var sink = new TarSink(path);
        sink.Add(name, [1, 2, 3]);
        return path;
    }
}
