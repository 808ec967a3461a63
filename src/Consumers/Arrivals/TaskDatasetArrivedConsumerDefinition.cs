using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>One delivery at a time; a store that is briefly away is tried again; what is invalid goes to the error queue at once.</summary>
internal sealed class TaskDatasetArrivedConsumerDefinition : ConsumerDefinition<TaskDatasetArrivedConsumer>
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    public TaskDatasetArrivedConsumerDefinition(BusOptions options)
    {
        EndpointName = options.Queue;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<TaskDatasetArrivedConsumer> consumer, IRegistrationContext context)
    {
        endpoint.UseMessageRetry(retry => retry.Intervals(Pauses).Ignore<Exception>(TaskDatasetArrivedConsumer.IsFinal));
    }
}
