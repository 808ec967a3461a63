using MassTransit;
using MlopsCl.Pipeline;

namespace MlopsCl.Consumers;

/// <summary>Publishes how runs ended. The runner calls it before a run leaves its queue, so an outcome is published at least once.</summary>
/// <param name="bus">The bus.</param>
public sealed class OutcomeAnnouncer(IBus bus)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Publishes one outcome.</summary>
    /// <param name="outcome">How a run ended.</param>
    /// <param name="cancellationToken">Stops the call; the outcome can be announced again.</param>
    /// <exception cref="ArgumentException">The outcome is of no known kind.</exception>
    /// <exception cref="TimeoutException">The bus has not taken it for ten seconds: the worker turns to other streams and announces it again.</exception>
    public async Task AnnounceAsync(RunOutcome outcome, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await bus.Publish(Announcement.Of(outcome), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The bus has not taken the outcome of task '{outcome.Run.Task}' for {s_patience.TotalSeconds:0} s; it is announced once the bus is back. " +
                "Look at the broker.");
        }
    }
}
