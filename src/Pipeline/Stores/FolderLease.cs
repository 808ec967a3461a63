namespace MlopsCl.Pipeline.Stores;

/// <summary>A lease in a folder that is held: its note is renewed, its lock file kept open. <see cref="FolderLeases"/> gives it.</summary>
internal sealed class FolderLease : IStoreLease
{
    private readonly FolderLocks _locks;
    private readonly string _name;
    private readonly string _path;
    private readonly long _generation;
    private readonly TimeSpan _duration;
    private readonly FileStream _held;
    private readonly CancellationTokenSource _lost;

    public FolderLease(FolderLocks locks, string name, string path, long generation, TimeSpan duration, TimeProvider clock, FileStream held)
    {
        (_locks, _name, _path, _generation, _duration, _held) = (locks, name, path, generation, duration, held);
        _lost = new CancellationTokenSource(duration, clock);
        Lost = _lost.Token;
    }

    public CancellationToken Lost { get; }

    public Task RenewAsync(CancellationToken cancellation) => FolderFailures.GuardAsync(_path, $"renewing lease '{_name}'", () => RenewOnceAsync(cancellation));

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var section = await _locks.TakeAsync(_path, CancellationToken.None);
            var note = LeaseNote.Read(_path);
            if (note.Generation == _generation)
                (note with { Renewals = 0 }).Write(_path);
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
        using var section = await _locks.TakeAsync(_path, cancellation);
        var note = LeaseNote.Read(_path);
        if (Lost.IsCancellationRequested || note.Generation != _generation)
        {
            await _lost.CancelAsync();
            throw new LostLeaseException($"Lease '{_name}' ran out before it was renewed, or somebody else took it.");
        }
        (note with { Renewals = note.Renewals + 1 }).Write(_path);
        _lost.CancelAfter(_duration);
        return true;
    }
}
