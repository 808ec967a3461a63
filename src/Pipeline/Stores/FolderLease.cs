using System.Globalization;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// A lease in a folder. The note 'NAME' says generation and expiry; the holder keeps 'NAME.generation' locked. A holder that was killed
/// loses that lock at once, one that hangs loses the lease when it runs out.
/// </summary>
internal sealed class FolderLease : IStoreLease
{
    private readonly FolderLocks _locks;
    private readonly string _name;
    private readonly string _note;
    private readonly long _generation;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _clock;
    private readonly FileStream _held;
    private readonly CancellationTokenSource _lost;

    private FolderLease(FolderLocks locks, string name, string note, long generation, TimeSpan duration, TimeProvider clock, FileStream held)
    {
        (_locks, _name, _note, _generation, _duration, _clock, _held) = (locks, name, note, generation, duration, clock, held);
        _lost = new CancellationTokenSource(duration, clock);
        Lost = _lost.Token;
    }

    public CancellationToken Lost { get; }

    public static async Task<FolderLease?> TryTakeAsync(
        FolderLocks locks, string name, string note, TimeSpan duration, TimeProvider clock, CancellationToken cancellation)
    {
        using var section = await locks.TakeAsync(note, cancellation);
        var (generation, expiry) = ReadNote(note);
        if (expiry > clock.GetUtcNow())
        {
            using var free = FolderLocks.TryOpen(LockFile(note, generation));
            if (free is null)
                return null;
        }
        var held = FolderLocks.TryOpen(LockFile(note, generation + 1));
        if (held is null)
            return null;
        WriteNote(note, generation + 1, clock.GetUtcNow() + duration);
        DeleteIfFree(LockFile(note, generation));
        return new FolderLease(locks, name, note, generation + 1, duration, clock, held);
    }

    /// <summary>Whether somebody holds it. It is not touched: the worker that asks for it at the same time gets it.</summary>
    public static async Task<bool> IsHeldAsync(FolderLocks locks, string note, TimeProvider clock, CancellationToken cancellation)
    {
        using var section = await locks.TakeAsync(note, cancellation);
        var (generation, expiry) = ReadNote(note);
        if (expiry <= clock.GetUtcNow())
            return false;
        using var free = FolderLocks.TryOpen(LockFile(note, generation));
        return free is null;
    }

    public Task RenewAsync(CancellationToken cancellation) => FolderFailures.GuardAsync(_note, $"renewing lease '{_name}'", () => RenewOnceAsync(cancellation));

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var section = await _locks.TakeAsync(_note, CancellationToken.None);
            if (ReadNote(_note).Generation == _generation)
                WriteNote(_note, _generation, DateTimeOffset.MinValue);
            await _held.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is owed: a lease whose lock file nobody holds is free.
        }
        finally
        {
            await _held.DisposeAsync();
            _lost.Dispose();
        }
    }

    private async Task<bool> RenewOnceAsync(CancellationToken cancellation)
    {
        using var section = await _locks.TakeAsync(_note, cancellation);
        if (Lost.IsCancellationRequested || ReadNote(_note).Generation != _generation)
        {
            await _lost.CancelAsync();
            throw new LostLeaseException($"Lease '{_name}' ran out before it was renewed, or somebody else took it.");
        }
        WriteNote(_note, _generation, _clock.GetUtcNow() + _duration);
        _lost.CancelAfter(_duration);
        return true;
    }

    private static void DeleteIfFree(string lockFile)
    {
        using var free = FolderLocks.TryOpen(lockFile);
        if (free is not null && !OperatingSystem.IsWindows())
            File.Delete(lockFile);
    }

    private static string LockFile(string note, long generation) => note + "." + generation.ToString(CultureInfo.InvariantCulture);

    private static (long Generation, DateTimeOffset Expiry) ReadNote(string note)
    {
        if (!File.Exists(note))
            return (0, DateTimeOffset.MinValue);
        var parts = File.ReadAllText(note).Split(' ');
        return parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var generation)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
            ? (generation, new DateTimeOffset(ticks, TimeSpan.Zero))
            : (LastGeneration(note), DateTimeOffset.MaxValue);
    }

    /// <summary>A note that lost its content with the machine's power: the newest lock file still tells who holds the lease, if anybody does.</summary>
    private static long LastGeneration(string note) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(note)!)
            .Where(file => file.StartsWith(note + ".", StringComparison.Ordinal))
            .Select(file => long.TryParse(file.AsSpan(note.Length + 1), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();

    private static void WriteNote(string note, long generation, DateTimeOffset expiry)
    {
        File.WriteAllText(note + ".new", string.Create(CultureInfo.InvariantCulture, $"{generation} {expiry.UtcTicks}"));
        File.Move(note + ".new", note, overwrite: true);
    }
}
