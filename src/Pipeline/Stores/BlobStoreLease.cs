using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Specialized;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// A blob lease that is held. Azure's clock ends it; the local clock counts from before the lease was asked for, and so never trusts it longer.
/// </summary>
internal sealed class BlobStoreLease : IStoreLease
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly BlobLeaseClient _lease;
    private readonly string _address;
    private readonly string _name;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _lost;

    /// <param name="lease">The lease.</param>
    /// <param name="address">The store's address, for messages.</param>
    /// <param name="name">The lease's name, for messages.</param>
    /// <param name="duration">How long it is valid without renewal.</param>
    /// <param name="clock">The local clock.</param>
    /// <param name="asked">The clock's timestamp from before the lease was asked for.</param>
    public BlobStoreLease(BlobLeaseClient lease, string address, string name, TimeSpan duration, TimeProvider clock, long asked)
    {
        (_lease, _address, _name, _duration, _clock) = (lease, address, name, duration, clock);
        _lost = new CancellationTokenSource(Left(asked), clock);
        Lost = _lost.Token;
    }

    public CancellationToken Lost { get; }

    public async Task RenewAsync(CancellationToken cancellation)
    {
        try
        {
            Lost.ThrowIfCancellationRequested();
            var asked = _clock.GetTimestamp();
            await BlobFailures.GuardAsync(_address, $"renewing lease '{_name}'", () => RenewOnceAsync(cancellation), cancellation);
            _lost.CancelAfter(Left(asked));
        }
        catch (OperationCanceledException) when (Lost.IsCancellationRequested)
        {
            throw new LostLeaseException($"Lease '{_name}' ran out before it was renewed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: patience.Token);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException or OperationCanceledException)
        {
            // Nothing is owed: a lease that cannot be given back runs out by itself.
        }
        _lost.Dispose();
    }

    private TimeSpan Left(long asked)
    {
        var left = _duration - _clock.GetElapsedTime(asked);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<bool> RenewOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await _lease.RenewAsync(cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            await _lost.CancelAsync();
            throw new LostLeaseException($"Lease '{_name}' ran out and somebody else took it.", e);
        }
    }
}
