using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>Publishes <see cref="TaskDatasetArrived"/>, as any producer may.</summary>
/// <param name="bus">The bus.</param>
public sealed class ArrivalSender(IBus bus)
{
    /// <summary>Publishes the message; when this returns, the broker has it in the workers' queue.</summary>
    /// <param name="message">What has arrived.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">Fields are missing or malformed; the message names all of them.</exception>
    public Task SendAsync(TaskDatasetArrived message, CancellationToken cancellationToken)
    {
        _ = Arrival.ToRequest(message);
        return bus.Publish(message, cancellationToken);
    }
}
