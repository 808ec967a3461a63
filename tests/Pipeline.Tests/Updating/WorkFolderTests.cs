using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class WorkFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sweep_RemovesOtherRunsOfTheStreamOnly()
    {
        var work = Work(cacheBytes: 0);
        var (current, other, elsewhere) = (Run('a', "line"), Run('b', "line"), Run('c', "queue"));
        foreach (var run in new[] { current, other, elsewhere })
            Write(Path.Combine(work.Of(run), "checkpoint", "step"), 1, TimeSpan.Zero);
        work.Sweep(current);
        Assert.Equal([true, false, true], new[] { current, other, elsewhere }.Select(r => Directory.Exists(work.Of(r))));
    }

    [Fact]
    public void Leave_RemovesTheRunAndOfTheCacheTheOldestUntilItIsSmallEnough()
    {
        var work = Work(cacheBytes: 25);
        Write(Path.Combine(work.Of(Run('a', "line")), "output", "x"), 1, TimeSpan.Zero);
        string[] files = [Path.Combine(work.Content, "ab", "oldest"), Path.Combine(work.Features, "old"), Path.Combine(work.Cache, "adapters", "less-old")];
        for (var i = 0; i < files.Length; i++)
            Write(files[i], 10, TimeSpan.FromDays(10 - i));
        work.Leave(Run('a', "line"));
        Assert.False(Directory.Exists(work.Of(Run('a', "line"))));
        Assert.Equal([false, true, true], files.Select(File.Exists));
    }

    [Fact]
    public void Leave_OfACacheWhoseFilesAreYoung_KeepsThem()
    {
        var work = Work(cacheBytes: 0);
        var young = Path.Combine(work.Features, "young");
        Write(young, 10, TimeSpan.FromHours(23));
        work.Leave(Run('a', "line"));
        Assert.True(File.Exists(young));
    }

    private WorkFolder Work(long cacheBytes) => new(_folder["work"], cacheBytes, _clock);

    private static Run Run(char key, string stream) => new(new string(key, 64), stream, "task", "address", "digest", "recipe", 1, DateTimeOffset.UnixEpoch);

    private void Write(string path, int bytes, TimeSpan age)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
        File.SetLastWriteTimeUtc(path, (_clock.GetUtcNow() - age).UtcDateTime);
    }
}
