namespace MlopsCl.Pipeline.Stores;

/// <summary>A lease that is held. Disposing gives it back.</summary>
public interface IStoreLease : IAsyncDisposable
{
    /// <summary>Cancelled when the lease ran out or somebody else took it.</summary>
    CancellationToken Lost { get; }

    /// <summary>Makes the lease valid for its whole duration again.</summary>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="LostLeaseException">Somebody else has taken the lease.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; the lease may still be valid.</exception>
    Task RenewAsync(CancellationToken cancellation);
}
