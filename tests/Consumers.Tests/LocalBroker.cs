using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MlopsCl.Consumers.Tests;

/// <summary>A real RabbitMQ on loopback for the tests of this assembly that need one.</summary>
public sealed class LocalBroker : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-broker-").FullName;

    /// <summary>The broker's address and account.</summary>
    public RabbitMqOptions Address { get; } = new() { Host = "127.0.0.1", Port = FreePort() };

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

    // The broker's companions lie 20,000 above its port.
    private static int FreePort()
    {
        for (var port = 21_000 + (Environment.ProcessId % 15_000); port < 40_000; port++)
        {
            if (IsFree(port) && IsFree(port + 20_000) && IsFree(port + 20_001))
                return port;
        }
        throw new InvalidOperationException("No free port was found.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
