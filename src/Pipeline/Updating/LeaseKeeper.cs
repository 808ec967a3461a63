using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>Renews a lease while work goes on, and stops the work when the lease is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly IStoreLease _lease;
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _keeping;

    public LeaseKeeper(IStoreLease lease, TimeSpan duration, TimeProvider clock, CancellationToken cancellation)
    {
        _lease = lease;
        _work = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        _keeping = KeepAsync(new PeriodicTimer(duration / 3, clock), _end.Token);
    }

    /// <summary>Cancelled when the work is to stop: by the caller, or because the lease is lost.</summary>
    public CancellationToken Work => _work.Token;

    public bool IsLost => _lease.Lost.IsCancellationRequested;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _keeping;
        }
        finally
        {
            await _lease.DisposeAsync();
            _work.Dispose();
            _end.Dispose();
        }
    }

    private async Task KeepAsync(PeriodicTimer timer, CancellationToken end)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(end))
                    await RenewAsync(end);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The work is over.
            }
            catch (LostLeaseException)
            {
                // The lease's own token has told the work by now.
            }
        }
    }

    private async Task RenewAsync(CancellationToken end)
    {
        try
        {
            await _lease.RenewAsync(end);
        }
        catch (StoreUnavailableException)
        {
            // Perhaps the next renewal gets through; if none does, the lease runs out and its token stops the work.
        }
    }
}
