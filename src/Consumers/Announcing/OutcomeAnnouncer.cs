using MassTransit;
using MlopsCl.Pipeline;

namespace MlopsCl.Consumers;

/// <summary>Publishes how runs ended. The runner calls it before a run leaves its queue, so an outcome is published at least once.</summary>
/// <param name="bus">The bus.</param>
public sealed class OutcomeAnnouncer(IBus bus)
{
    /// <summary>Publishes one outcome.</summary>
    /// <param name="outcome">How a run ended.</param>
    /// <param name="cancellationToken">Stops the call; the outcome can be announced again.</param>
    /// <exception cref="ArgumentException">The outcome is of no known kind.</exception>
    public Task AnnounceAsync(RunOutcome outcome, CancellationToken cancellationToken) => bus.Publish(Announcement.Of(outcome), cancellationToken);
}
