using System.Runtime.CompilerServices;
using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// A store in a folder, shared by the processes that see it. A write is a file written aside, flushed to the disk and renamed into
/// place; compare-and-swap happens under a lock file that the operating system frees when its holder dies. A version is the SHA-256 of the
/// content.
/// </summary>
public sealed class FolderStore : IStore
{
    private const string Inner = ".store";
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromDays(1);
    private readonly string _root;
    private readonly FolderLocks _locks;
    private readonly FolderLeases _leases;
    private readonly TimeProvider _clock;

    /// <summary>Opens a folder as a store; it is made when it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="clock">The clock that leases run out by.</param>
    /// <exception cref="StoreUnavailableException">The folder cannot be made.</exception>
    public FolderStore(string folder, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _root = Path.GetFullPath(folder);
        _clock = clock;
        _locks = new FolderLocks(Path.Combine(_root, Inner, "locks"));
        _leases = new FolderLeases(Path.Combine(_root, Inner, "leases"), _locks, clock);
        try
        {
            Directory.CreateDirectory(Path.Combine(_root, Inner, "aside"));
            Directory.CreateDirectory(Path.Combine(_root, Inner, "locks"));
            Directory.CreateDirectory(Path.Combine(_root, Inner, "leases"));
            RemoveUnfinishedWrites();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"Folder '{_root}' cannot be used as a store: {e.Message} Choose a folder that this user can write to.", e);
        }
    }

    /// <inheritdoc/>
    public string Address => _root;

    /// <inheritdoc/>
    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellation) => AskAsync(name, "reading", async path =>
        await ReadFileAsync(path, cancellation) is { } content ? new StoredDocument(content, Version(content)) : null);

    /// <inheritdoc/>
    public Task<string> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => AskAsync(name, "writing", async path =>
    {
        using var held = await _locks.TakeAsync(name, cancellation);
        if (File.Exists(path))
            throw new StoreConflictException(name, "exists already");
        await WriteAsync(path, new MemoryStream(content.ToArray()), cancellation);
        return Version(content.Span);
    });

    /// <inheritdoc/>
    public Task<string> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string etag, CancellationToken cancellation) => AskAsync(
        name, "writing", async path =>
    {
        using var held = await _locks.TakeAsync(name, cancellation);
        var current = await ReadFileAsync(path, cancellation)
            ?? throw new StoreConflictException(name, "does not exist");
        if (Version(current) != etag)
            throw new StoreConflictException(name, "was changed by somebody else");
        await WriteAsync(path, new MemoryStream(content.ToArray()), cancellation);
        return Version(content.Span);
    });

    /// <inheritdoc/>
    public Task UploadAsync(string name, Stream content, CancellationToken cancellation) => AskAsync(name, "writing", async path =>
    {
        if (!File.Exists(path))
            await WriteAsync(path, content, cancellation);
        return true;
    });

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) => AskAsync(name, "reading", path =>
    {
        try
        {
            return Task.FromResult<Stream>(Open(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            FolderFailures.ThrowIfGone(_root, Inner);
            throw new FileNotFoundException($"Store '{Address}' holds nothing named '{name}'.", name, e);
        }
    });

    /// <inheritdoc/>
    public Task RemoveAsync(string name, CancellationToken cancellation) => AskAsync(name, "removing", path =>
    {
        if (File.Exists(path))
            File.Delete(path);
        return Task.FromResult(true);
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var slash = prefix.LastIndexOf('/');
        var folder = slash < 0 ? _root : PathOf(prefix[..slash]);
        FolderFailures.ThrowIfGone(_root, Inner);
        var names = await FolderFailures.GuardAsync(_root, $"listing '{prefix}'", () => Task.FromResult(NamesUnder(folder)));
        foreach (var name in names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <inheritdoc/>
    public async Task<IStoreLease?> TryLeaseAsync(string name, TimeSpan duration, CancellationToken cancellation)
    {
        LeaseDuration.Check(duration);
        return await FolderFailures.GuardAsync(_root, $"leasing '{name}'", () => _leases.TryTakeAsync(name, duration, cancellation));
    }

    /// <inheritdoc/>
    public Task<bool> IsLeasedAsync(string name, CancellationToken cancellation) =>
        FolderFailures.GuardAsync(_root, $"looking at lease '{name}'", () => _leases.IsHeldAsync(name, cancellation));

    /// <inheritdoc/>
    public override string ToString() => Address;

    /// <summary>Removes what processes that were killed had written aside.</summary>
    private void RemoveUnfinishedWrites()
    {
        foreach (var file in new DirectoryInfo(Path.Combine(_root, Inner, "aside")).EnumerateFiles())
        {
            if (_clock.GetUtcNow() - file.LastWriteTimeUtc > s_longestWrite)
                file.Delete();
        }
    }

    private async Task<T> AskAsync<T>(string name, string doing, Func<string, Task<T>> ask)
    {
        var path = PathOf(name);
        return await FolderFailures.GuardAsync(_root, $"{doing} '{name}'", () => ask(path));
    }

    private string[] NamesUnder(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_root, f).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(n => !n.StartsWith('.'))
            .Order(StringComparer.Ordinal),
    ];

    private string PathOf(string name) => Path.Combine(_root, StoreName.Check(name).Replace('/', Path.DirectorySeparatorChar));

    private string AsidePath() => Path.Combine(_root, Inner, "aside", Path.GetRandomFileName());

    private static string Version(ReadOnlySpan<byte> content) => ContentDigest.Of(content);

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

    private async Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = Open(path);
            var content = new byte[file.Length];
            await file.ReadExactlyAsync(content, cancellation);
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            FolderFailures.ThrowIfGone(_root, Inner);
            return null;
        }
    }

    private async Task WriteAsync(string path, Stream content, CancellationToken cancellation)
    {
        var aside = AsidePath();
        try
        {
            await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await content.CopyToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
            }
            Place(aside, path);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static void Place(string aside, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        File.Move(aside, path, overwrite: true);
        DirectorySync.Flush(folder);
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder)!;
        MakeFolder(parent);
        Directory.CreateDirectory(folder);
        DirectorySync.Flush(parent);
    }
}
