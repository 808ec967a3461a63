using System.Collections.Concurrent;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// The leases of a folder store. The note 'NAME' says generation and renewals; the holder keeps 'NAME.generation' locked. A holder that was killed
/// loses that lock at once. One that hangs is known by a note that has not changed for as long as the lease lasts; whoever waits counts that from its
/// own first look, by its own clock.
/// </summary>
internal sealed class FolderLeases(string folder, FolderLocks locks, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (LeaseNote Note, long Since)> _seen = new();

    public async Task<FolderLease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellation)
    {
        var path = PathOf(name);
        using var section = await locks.TakeAsync(path, cancellation);
        var note = LeaseNote.Read(path);
        var unchanged = Unchanged(path, note);
        if (!note.IsGivenBack && unchanged < duration && !IsFree(path, note))
            return null;
        var mine = new LeaseNote(note.Generation + 1, 1);
        if (FolderLocks.TryOpen(mine.LockFile(path)) is not { } held)
            return null;
        mine.Write(path);
        DeleteIfFree(note.LockFile(path));
        return new FolderLease(locks, name, path, mine.Generation, duration, clock, held);
    }

    /// <summary>Whether somebody holds a lease. It is not touched: the worker that asks for it at the same time gets it.</summary>
    public async Task<bool> IsHeldAsync(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        using var section = await locks.TakeAsync(path, cancellation);
        var note = LeaseNote.Read(path);
        return !note.IsGivenBack && !IsFree(path, note);
    }

    private TimeSpan Unchanged(string path, LeaseNote note)
    {
        if (!_seen.TryGetValue(path, out var seen) || seen.Note != note)
            _seen[path] = seen = (note, clock.GetTimestamp());
        return clock.GetElapsedTime(seen.Since);
    }

    private static bool IsFree(string path, LeaseNote note)
    {
        using var free = FolderLocks.TryOpen(note.LockFile(path));
        return free is not null;
    }

    private static void DeleteIfFree(string lockFile)
    {
        using var free = FolderLocks.TryOpen(lockFile);
        if (free is not null && !OperatingSystem.IsWindows())
            File.Delete(lockFile);
    }

    private string PathOf(string name) => Path.Combine(folder, StoreName.Check(name).Replace('/', '~'));
}
