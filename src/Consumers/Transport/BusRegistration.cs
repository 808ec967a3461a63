using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace MlopsCl.Consumers;

/// <summary>Puts the bus into a host's services.</summary>
public static class BusRegistration
{
    /// <summary>Adds a bus that takes <see cref="TaskDatasetArrived"/> and publishes outcomes. Needs <c>UpdateIntake</c> in the services.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Which bus.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public static IServiceCollection AddWorkerBus(this IServiceCollection services, BusOptions options) =>
        services.AddBus(options, bus => bus.AddConsumer<TaskDatasetArrivedConsumer, TaskDatasetArrivedConsumerDefinition>());

    /// <summary>Adds a bus that only sends.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Which bus.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public static IServiceCollection AddProducerBus(this IServiceCollection services, BusOptions options) => services.AddBus(options, _ => { });

    private static IServiceCollection AddBus(this IServiceCollection services, BusOptions options, Action<IBusRegistrationConfigurator> consumers)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        services.AddSingleton(options);
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<ArrivalSender>();
        services.AddSingleton<OutcomeAnnouncer>();
        return services.AddMassTransit(bus =>
        {
            // Nobody is told that this program runs, nor how it is used.
            bus.DisableUsageTelemetry();
            consumers(bus);
            BusTransport.Configure(bus, options);
        });
    }
}
