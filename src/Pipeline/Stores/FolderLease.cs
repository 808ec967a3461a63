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

    public async Task RenewAsync(CancellationToken cancellation)
    {
        using var section = await _locks.TakeAsync(_note, cancellation);
        if (Lost.IsCancellationRequested || ReadNote(_note).Generation != _generation)
        {
            await _lost.CancelAsync();
            throw new LostLeaseException($"Lease '{_name}' ran out before it was renewed, or somebody else took it.");
        }
        WriteNote(_note, _generation, _clock.GetUtcNow() + _duration);
        _lost.CancelAfter(_duration);
    }

    public async ValueTask DisposeAsync()
    {
        using (await _locks.TakeAsync(_note, CancellationToken.None))
        {
            if (ReadNote(_note).Generation == _generation)
                WriteNote(_note, _generation, DateTimeOffset.MinValue);
            await _held.DisposeAsync();
        }
        _lost.Dispose();
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
            ? (generation, new DateTimeOffset(ticks, TimeSpan.Zero))
            : throw new InvalidDataException(
                $"Lease note '{note}' is damaged; it must hold a generation and an expiry. Delete it while no worker runs.");
    }

    private static void WriteNote(string note, long generation, DateTimeOffset expiry)
    {
        try
        {
            File.WriteAllText(note + ".new", string.Create(CultureInfo.InvariantCulture, $"{generation} {expiry.UtcTicks}"));
            File.Move(note + ".new", note, overwrite: true);
        }
        catch (IOException e) when (FullDisk.Is(e))
        {
            throw FullDisk.Explain(note, e);
        }
    }
}
