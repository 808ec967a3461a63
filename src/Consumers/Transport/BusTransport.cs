using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>The two transports. Both take plain JSON bodies besides MassTransit's own envelope.</summary>
internal static class BusTransport
{
    public static void Configure(IBusRegistrationConfigurator bus, BusOptions options)
    {
        if (options.Transport == "rabbitmq")
            bus.UsingRabbitMq((context, configurator) => ConfigureRabbitMq(context, configurator, options));
        else
            bus.UsingInMemory((context, configurator) =>
            {
                TakePlainJson(configurator);
                configurator.ConfigureEndpoints(context);
            });
    }

    // The default: what names no content type, or one that nobody knows, is taken for plain JSON. MassTransit's own envelope always names its.
    private static void TakePlainJson(IBusFactoryConfigurator configurator) => configurator.AddDeserializer(new PlainJson(), isDefault: true);

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator configurator, BusOptions options)
    {
        var broker = options.RabbitMq;
        configurator.Host(broker.Host, (ushort)broker.Port, broker.VirtualHost, host =>
        {
            host.Username(broker.User);
            host.Password(broker.Password);
            if (broker.UseTls)
                host.UseSsl(ssl => ssl.ServerName = broker.Host);
        });
        TakePlainJson(configurator);
        // The queue is there from the first publication on, so that a message sent before any worker has started is kept.
        configurator.Publish<TaskDatasetArrived>(topology => topology.BindQueue(TaskDatasetArrived.Exchange, options.Queue));
        configurator.ConfigureEndpoints(context);
    }
}
