using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MlopsCl.Consumers.Tests;

public sealed class BusOptionsTests
{
    [Fact]
    public void The_defaults_are_valid_and_need_nothing_installed()
    {
        var options = new BusOptions();
        Assert.Equal("memory", options.Transport);
        Assert.Empty(options.Problems());
    }

    [Fact]
    public void Nobody_is_told_how_the_bus_is_used()
    {
        using var services = new ServiceCollection().AddLogging().AddProducerBus(new BusOptions()).BuildServiceProvider();
        Assert.False(services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [Fact]
    public void All_problems_are_told_at_once_without_the_password()
    {
        var options = new BusOptions { Transport = "rabbitmq", Queue = "", RabbitMq = { Host = "", Port = 70_000, VirtualHost = "", Password = "s3cret" } };
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddWorkerBus(options));
        Assert.Contains("Queue is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("host is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("70000", error.Message, StringComparison.Ordinal);
        Assert.Contains("virtual host is empty", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }
}
