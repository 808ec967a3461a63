using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// A worker's own folder: <c>runs/STREAM/KEY/</c> for what a run needs until its end, <c>cache/</c> for what later runs may use again. All of it can
/// be lost; so that it does not grow without end, a run's part goes with the run, and the oldest of the cache when it is too large.
/// </summary>
internal sealed class WorkFolder(string root, long cacheBytes, TimeProvider clock)
{
    /// <summary>What is younger may be in use by another worker of this folder.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    /// <summary>Releases, and below it what else is kept between runs.</summary>
    public string Cache { get; } = Path.Combine(root, "cache");

    /// <summary>Pictures by digest.</summary>
    public string Content => Path.Combine(Cache, "content");

    /// <summary>Vision features.</summary>
    public string Features => Path.Combine(Cache, "features");

    /// <summary>A run's own folder.</summary>
    public string Of(Run run) => Path.Combine(root, "runs", run.Stream, Name(run));

    /// <summary>Makes a run's folder, before anything is begun that needs it.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be made: the fault is this worker's, and the run waits.</exception>
    public void Enter(Run run)
    {
        try
        {
            Directory.CreateDirectory(Of(run));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !FullDisk.Is(e))
        {
            throw new StoreUnavailableException(
                $"This worker's folder '{root}' cannot be written to: {e.Message} Set MLOPSCL_WORK to a folder that this user can write to.", e);
        }
    }

    /// <summary>
    /// Removes what other runs of the stream left behind: a stream has one run in work at a time, so they have ended, here or elsewhere, in peace or not.
    /// </summary>
    public void Sweep(Run current)
    {
        var stream = Path.GetDirectoryName(Of(current))!;
        foreach (var folder in Directory.Exists(stream) ? Directory.GetDirectories(stream) : [])
        {
            if (Path.GetFileName(folder) != Name(current))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes a run's folder, and of the cache the oldest files while it is too large.</summary>
    public void Leave(Run run)
    {
        if (Directory.Exists(Of(run)))
            Directory.Delete(Of(run), recursive: true);
        Prune();
    }

    private void Prune()
    {
        var cache = new DirectoryInfo(Cache);
        FileInfo[] files = cache.Exists ? [.. cache.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.LastWriteTimeUtc)] : [];
        var total = files.Sum(f => f.Length);
        foreach (var file in files.TakeWhile(f => clock.GetUtcNow() - f.LastWriteTimeUtc > Young))
        {
            if (total <= cacheBytes)
                return;
            total -= file.Length;
            file.Delete();
        }
    }

    private static string Name(Run run) => run.Key[..16];
}
