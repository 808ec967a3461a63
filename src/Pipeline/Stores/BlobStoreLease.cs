using Azure;
using Azure.Storage.Blobs.Specialized;

namespace MlopsCl.Pipeline.Stores;

/// <summary>A blob lease that is held. Azure's clock ends it; the local clock, started earlier, never trusts it longer.</summary>
internal sealed class BlobStoreLease : IStoreLease
{
    private readonly BlobLeaseClient _lease;
    private readonly string _address;
    private readonly string _name;
    private readonly TimeSpan _duration;
    private readonly CancellationTokenSource _lost;

    public BlobStoreLease(BlobLeaseClient lease, string address, string name, TimeSpan duration, TimeProvider clock)
    {
        (_lease, _address, _name, _duration) = (lease, address, name, duration);
        _lost = new CancellationTokenSource(duration, clock);
        Lost = _lost.Token;
    }

    public CancellationToken Lost { get; }

    public async Task RenewAsync(CancellationToken cancellation)
    {
        try
        {
            Lost.ThrowIfCancellationRequested();
            await BlobFailures.GuardAsync(_address, $"renewing lease '{_name}'", () => RenewOnceAsync(cancellation));
            _lost.CancelAfter(_duration);
        }
        catch (OperationCanceledException) when (Lost.IsCancellationRequested)
        {
            throw new LostLeaseException($"Lease '{_name}' ran out before it was renewed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // Nothing is owed: a lease that cannot be given back runs out by itself.
        }
        _lost.Dispose();
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
