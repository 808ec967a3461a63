using System.Diagnostics;
using System.Globalization;
using MlopsCl.Host;

namespace MlopsCl.Consumers.Tests;

/// <summary>A real RabbitMQ on loopback for the tests of this assembly that need one.</summary>
public sealed class LocalBroker : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-broker-").FullName;

    /// <summary>The broker's address and account.</summary>
    public RabbitMqOptions Address { get; } = new() { Host = "127.0.0.1", Port = FreePorts.ForBroker() };

    /// <summary>Options of a bus with a queue of its own.</summary>
    public BusOptions Options() => new() { Transport = "rabbitmq", Queue = "test-" + Guid.NewGuid().ToString("N"), RabbitMq = Address };

    /// <inheritdoc/>
    public Task InitializeAsync() => ScriptAsync("start");

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await ScriptAsync("stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops and starts the broker; durable queues keep their messages.</summary>
    public async Task RestartAsync()
    {
        await ScriptAsync("stop");
        await ScriptAsync("start");
    }

    private async Task ScriptAsync(string verb)
    {
        var script = Path.Combine(Repository.Root, "infra", "tools", "rabbitmq.sh");
        using var process = Process.Start(script, [verb, _folder, Address.Port.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
