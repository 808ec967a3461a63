using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Consumers.Tests;

/// <summary>A store, recipes and a bus with the worker's consumers; nothing runs the accepted requests.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    public const string Digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private readonly IHost _host;

    private Workshop(IHost host, IStore store, string folder) => (_host, Store, Folder) = (host, store, folder);

    public IStore Store { get; }

    public string Folder { get; }

    public IServiceProvider Services => _host.Services;

    public ITestHarness Harness => _host.Services.GetRequiredService<ITestHarness>();

    public StreamLog Log => new(Store);

    public static TaskDatasetArrived Message(string task = "digits") => new("quickstart", task, "/datasets/" + task, Digest);

    public static async Task<Workshop> StartAsync(BusOptions? options = null, string? folder = null, ILoggerProvider? log = null)
    {
        folder ??= Directory.CreateTempSubdirectory("mlopscl-consumers-").FullName;
        var store = StoreFactory.Open(Path.Combine(folder, "store"), TimeProvider.System);
        var recipes = Recipes(folder);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton(new UpdateIntake(store, recipes, TimeProvider.System));
        builder.Services.AddWorkerBus(options ?? new BusOptions());
        // The harness puts its in-memory transport in the place of any other.
        if (options is null)
            builder.Services.AddMassTransitTestHarness(harness => harness.SetTestTimeouts(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)));
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        return new Workshop(host, store, folder);
    }

    // The intake reads the recipe; nothing loads its base model.
    private static RecipeFolder Recipes(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "base"));
        File.WriteAllText(Path.Combine(folder, "base", "config.json"), "{}");
        var streams = Directory.CreateDirectory(Path.Combine(folder, "streams")).FullName;
        File.WriteAllText(Path.Combine(streams, "quickstart.yml"), "stream: quickstart\nbase: ../base\nmethod:\n  name: sequential\n");
        return new RecipeFolder(streams);
    }

    /// <summary>The accepted requests, once there are as many.</summary>
    public async Task<IReadOnlyList<Pipeline.Journal.WaitingRun>> WaitingAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var waiting = (await Log.StateAsync("quickstart", patience.Token)).Waiting;
            if (waiting.Count >= count)
                return waiting;
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
