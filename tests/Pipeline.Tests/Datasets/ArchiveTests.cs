using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MlopsCl.Pipeline.Datasets;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Datasets;

public sealed class ArchiveTests : IDisposable
{
    private readonly DatasetBuilder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("d.tar")]
    [InlineData("d.tar.gz")]
    [InlineData("d.tgz")]
    [InlineData("d.zip")]
    public async Task ValidateAsync_AnArchiveOfAGoodFolder_HasNoProblems(string name)
    {
        var result = await DatasetValidator.ValidateAsync(await PackAsync(name), DatasetLimits.Default);
        Assert.Empty(result.Problems);
        Assert.Equal((3, 3, 6), (result.Train, result.Test, result.Pictures));
    }

    [Theory]
    [InlineData("../out.txt")]
    [InlineData("/absolute.txt")]
    [InlineData("a/../../out.txt")]
    [InlineData("a\\out.txt")]
    [InlineData("C:/out.txt")]
    public async Task ValidateAsync_AnEntryThatLeavesTheArchive_IsUnsafe(string entry)
    {
        foreach (var archive in new[] { Tar(entry), Zip(entry) })
        {
            var problem = Assert.Single((await DatasetValidator.ValidateAsync(archive, DatasetLimits.Default)).Problems);
            Assert.Equal(DatasetFault.UnsafeArchive, problem.Fault);
            Assert.Contains(entry, problem.Message);
        }

        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "out.txt")));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    public async Task ValidateAsync_ATarEntryThatIsNoFile_IsUnsafe(TarEntryType type)
    {
        var path = Path.Combine(_data.Work, "link.tar");
        using (var writer = new TarWriter(File.Create(path), TarEntryFormat.Pax))
        {
            var entry = new PaxTarEntry(type, "images/a.png");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                entry.LinkName = "/etc/hostname";
            writer.WriteEntry(entry);
        }

        Assert.Equal(DatasetFault.UnsafeArchive, Assert.Single((await DatasetValidator.ValidateAsync(path, DatasetLimits.Default)).Problems).Fault);
    }

    [Fact]
    public async Task ValidateAsync_AZipEntryThatIsALink_IsUnsafe()
    {
        var path = Path.Combine(_data.Work, "link.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            zip.CreateEntry("images/a.png").ExternalAttributes = unchecked((int)0xA1FF0000);
        Assert.Equal(DatasetFault.UnsafeArchive, Assert.Single((await DatasetValidator.ValidateAsync(path, DatasetLimits.Default)).Problems).Fault);
    }

    [Theory]
    [InlineData("bomb.zip")]
    [InlineData("bomb.tar.gz")]
    public async Task ValidateAsync_AnArchiveBomb_IsRefusedBeforeItIsUnpacked(string name)
    {
        var limits = DatasetLimits.Default with { RatioFreeBytes = 1 << 20 };
        var path = Path.Combine(_data.Work, name);
        WriteZeros(path, 64 << 20);
        Assert.True(new FileInfo(path).Length < 1 << 20);
        var problem = Assert.Single((await DatasetValidator.ValidateAsync(path, limits)).Problems);
        Assert.Equal(DatasetFault.ArchiveTooLarge, problem.Fault);
    }

    [Theory]
    [InlineData("d.tar")]
    [InlineData("d.zip")]
    public async Task ValidateAsync_BeyondEachLimit_SaysWhichOne(string name)
    {
        var path = await PackAsync(name);
        await AssertTooLarge(path, DatasetLimits.Default with { Entries = 7 }, "7");
        await AssertTooLarge(path, DatasetLimits.Default with { FileBytes = 100 }, "more than 100 bytes");
        await AssertTooLarge(path, DatasetLimits.Default with { TotalBytes = 500 }, "more than 500 bytes");
    }

    [Theory]
    [InlineData("cut.tar.gz")]
    [InlineData("cut.zip")]
    [InlineData("cut.tar")]
    public async Task ValidateAsync_AnArchiveCutShort_CannotBeRead(string name)
    {
        var path = await PackAsync(name);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 3)]);
        var problems = (await DatasetValidator.ValidateAsync(path, DatasetLimits.Default)).Problems;
        Assert.NotEmpty(problems);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "./a")]
    [InlineData("large", "large/b")]
    public async Task ValidateAsync_EntriesThatTakeOneAnothersPlace_AreUnsafe(string first, string second)
    {
        var path = Path.Combine(_data.Work, "twice.tar");
        using (var writer = new TarWriter(File.Create(path), TarEntryFormat.Pax))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, first) { DataStream = new MemoryStream(new byte[first == "large" ? 400_000 : 1]) });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, second) { DataStream = new MemoryStream(new byte[400_000]) });
        }

        Assert.Equal(DatasetFault.UnsafeArchive, Assert.Single((await DatasetValidator.ValidateAsync(path, DatasetLimits.Default)).Problems).Fault);
    }

    [Fact]
    public async Task ReadAsync_SmallPicturesOfAnArchive_StayInMemoryAndLargeOnesGoToTheWorkFolder()
    {
        var noise = new byte[400 * 400 * 3];
        new Random(1).NextBytes(noise);
        var large = MlopsCl.Learner.Imaging.PngEncoder.Encode(new MlopsCl.Learner.Imaging.Rgb24Image(400, 400, noise));
        _data.AddFile("images/train-2.png", large);
        var path = await PackAsync("d.zip");
        var request = new UpdateRequest("s", new TaskId("squares"), path, await DatasetDigest.ComputeAsync(path));
        var store = MlopsCl.Pipeline.Stores.StoreFactory.Open(Path.Combine(_data.Work, "store"), TimeProvider.System);
        for (var attempt = 0; attempt < 2; attempt++) // a resumed run reads it again
        {
            var dataset = await DatasetReader.ReadAsync(request, store, Path.Combine(_data.Work, "run"), DatasetLimits.Default);
            Assert.Null(dataset.Train[0].Pictures[0].Path);
            Assert.StartsWith(Path.Combine(_data.Work, "run"), dataset.Train[2].Pictures[0].Path);
            Assert.Equal(large, dataset.Train[2].Pictures[0].Read().ToArray());
            Assert.Equal(File.ReadAllBytes(Path.Combine(_data.Folder, "images", "train-0.png")), dataset.Train[0].Pictures[0].Read().ToArray());
        }
    }

    [Fact]
    public async Task ValidateAsync_AFileThatIsNoArchive_SaysWhatCanBeRead()
    {
        var path = Path.Combine(_data.Work, "data.rar");
        File.WriteAllText(path, "x");
        var problem = Assert.Single((await DatasetValidator.ValidateAsync(path, DatasetLimits.Default)).Problems);
        Assert.Contains(".tar.gz", problem.Message);
    }

    [Fact]
    public async Task ValidateAsync_ManyProblems_AreAllListedUpToTheLimit()
    {
        for (var i = 0; i < 10; i++)
            _data.Train.Add(DatasetBuilder.Conversation($"x{i}", $"absent-{i}.png"));
        _data.Test.Add(DatasetBuilder.Conversation("b0", "test-1.png", "no marker"));
        _data.Write();
        var all = await DatasetValidator.ValidateAsync(_data.Folder, DatasetLimits.Default);
        Assert.Equal(10, all.Problems.Count(p => p.Fault == DatasetFault.MissingPicture));
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11, 12, 13], all.Problems.Where(p => p.Fault == DatasetFault.MissingPicture).Select(p => p.Record!.Value));
        Assert.Contains(all.Problems, p => p is { Fault: DatasetFault.Markers, File: "test.json", Record: 4 });
        Assert.Equal(3, (await DatasetValidator.ValidateAsync(_data.Folder, DatasetLimits.Default with { Problems = 3 })).Problems.Count);
    }

    [Fact]
    public async Task ComputeAsync_OfAFolder_IsTheDigestOfItsSortedChecksumList()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_data.Work, "f")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "b"));
        File.WriteAllText(Path.Combine(folder, "b", "two"), "2");
        File.WriteAllText(Path.Combine(folder, "a"), "1");
        // LC_ALL=C; sha256sum a b/two | sha256sum
        Assert.Equal("502232e28733f9d8dd3c03ca42993dd6f1ce99f72ee1409ebbff945880690130", await DatasetDigest.ComputeAsync(folder));
    }

    private static async Task AssertTooLarge(string path, DatasetLimits limits, string says)
    {
        var problem = Assert.Single((await DatasetValidator.ValidateAsync(path, limits)).Problems);
        Assert.Equal(DatasetFault.ArchiveTooLarge, problem.Fault);
        Assert.Contains(says, problem.Message);
    }

    private async Task<string> PackAsync(string name)
    {
        _data.Write();
        var path = Path.Combine(_data.Work, name);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            ZipFile.CreateFromDirectory(_data.Folder, path);
            return path;
        }

        await using var file = File.Create(path);
        await using Stream packed = name.EndsWith("gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        await TarFile.CreateFromDirectoryAsync(_data.Folder, packed, includeBaseDirectory: false);
        return path;
    }

    private string Tar(string entry)
    {
        var path = Path.Combine(_data.Work, $"{Guid.NewGuid()}.tar");
        using var writer = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream("x"u8.ToArray()) });
        return path;
    }

    private string Zip(string entry)
    {
        var path = Path.Combine(_data.Work, $"{Guid.NewGuid()}.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var content = zip.CreateEntry(entry).Open();
        content.Write(Encoding.UTF8.GetBytes("x"));
        return path;
    }

    private static void WriteZeros(string path, int count)
    {
        if (path.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
            using var content = zip.CreateEntry("train.json").Open();
            content.Write(new byte[count]);
            return;
        }

        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal);
        using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "train.json") { DataStream = new MemoryStream(new byte[count]) });
    }
}
