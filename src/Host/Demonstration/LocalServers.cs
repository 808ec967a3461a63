using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host;

/// <summary>A broker and a storage emulator of the demonstration's own, on loopback, stopped when it ends.</summary>
internal sealed class LocalServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder;
    private readonly List<Func<Task>> _stops = [];

    public LocalServers(string folder)
    {
        _folder = folder;
        // When the program is told to end and something is too slow, the servers must not outlive it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(5));
    }

    /// <summary>Starts RabbitMQ and points the settings to it.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task StartRabbitMqAsync(Settings settings, CancellationToken cancellation)
    {
        var port = FreePorts.ForBroker();
        var script = Path.Combine(Home.Folder, "infra", "tools", "rabbitmq.sh");
        string[] place = [Path.Combine(_folder, "rabbitmq"), port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        _stops.Add(() => RunAsync(script, ["stop", .. place], CancellationToken.None));
        await RunAsync(script, ["start", .. place], cancellation);
        settings.RabbitMq = new() { Host = "127.0.0.1", Port = port };
    }

    /// <summary>Starts Azurite with an account of its own and points the settings to a container in it.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task StartAzuriteAsync(Settings settings, CancellationToken cancellation)
    {
        const string account = "mlopscl";
        var port = FreePorts.Any();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var start = new ProcessStartInfo(Path.Combine(Home.Folder, "infra", "tools", "azurite.sh"), ["--blobPort", $"{port}"])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{account}:{key}";
        var server = Process.Start(start) ?? throw new InvalidOperationException("Azurite could not be started.");
        _stops.Add(() => KillAsync(server));
        await AnswersAsync(port, server, cancellation);
        Environment.SetEnvironmentVariable(
            StoreFactory.ConnectionStringVariable,
            $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};BlobEndpoint=http://127.0.0.1:{port}/{account};");
        settings.Store = "azure://mlopscl-demo";
    }

    public async ValueTask DisposeAsync()
    {
        Func<Task>[] stops = [.. Enumerable.Reverse(_stops)];
        _stops.Clear();
        foreach (var stop in stops)
            await stop();
    }

    private static async Task RunAsync(string script, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        // The broker outlives the script and would keep a pipe open: its output goes to its own log.
        using var process = Process.Start(new ProcessStartInfo(script, arguments)) ?? throw new InvalidOperationException($"'{script}' could not be started.");
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{script}' ended with {process.ExitCode}; its message is above.");
    }

    private static async Task AnswersAsync(int port, Process server, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException) when (server.HasExited)
            {
                throw new InvalidOperationException($"Azurite ended with {server.ExitCode} before it took connections on port {port}; its message is above.");
            }
            catch (SocketException)
            {
                await Task.Delay(100, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new InvalidOperationException(
                    $"Azurite has taken no connection on port {port} for {Patience.TotalSeconds:0} s; is the machine very busy? Try again, or see what " +
                    "infra/tools/azurite.sh says.");
            }
        }
    }

    private static async Task KillAsync(Process server)
    {
        using (server)
        {
            if (!server.HasExited)
                server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }
}
