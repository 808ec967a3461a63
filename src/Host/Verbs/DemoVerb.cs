using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary><c>mlopscl demo</c>: the main job, end to end, on this machine.</summary>
internal static class DemoVerb
{
    private static readonly Option<bool> Quick = new("--quick") { Description = "The same path with fewer samples and epochs." };
    private static readonly Option<string?> Store = new("--store")
    {
        Description = "A folder or an Azure address; 'azure' starts Azurite. Default: ./mlopscl-data", HelpName = "address",
    };
    private static readonly Option<string?> Bus = BusOption();

    public static Verb Create() => new Verb("demo", "Learn three real tasks one after another, with messages, gate and releases.", "mlopscl demo --quick")
    {
        Quick, Bus, Store, Shared.Recipes, Shared.Device, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var quick = parse.GetValue(Quick);
        var settings = SettingsSource.Read(parse);
        _ = UsableDevice.Of(settings.Device);
        // Few samples make other datasets of the same tasks, and few epochs another recipe: they get a store of their own.
        var datasets = DemoDatasets.FolderOf(settings, quick);
        var folder = Path.GetDirectoryName(datasets)!;
        await using var servers = new LocalServers(Path.Combine(folder, "servers"));
        if (settings.Bus == "rabbitmq" && parse.GetValue(Bus) is not null)
            await servers.StartRabbitMqAsync(settings, cancellation);
        if (settings.Store == "azure")
            await servers.StartAzuriteAsync(settings, cancellation);
        else if (!settings.Store.Contains("://", StringComparison.Ordinal))
            settings.Store = folder;
        settings.Work = settings.Work.Length > 0 ? settings.Work : Path.Combine(folder, "work");
        return await RunAsync(new Workplace(settings, quick), datasets, screen, cancellation);
    }

    private static async Task<int> RunAsync(Workplace place, string datasets, Screen screen, CancellationToken cancellation)
    {
        var recipe = place.Recipes.Find(Demo.Stream);
        var history = await DemoHistory.ReadAsync(place.Log, Demo.Stream, cancellation);
        var progress = new ProgressLines(screen, place.Clock);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        WorkerServices.Add(builder.Services, place, progress);
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        try
        {
            var shown = new DemoScreen(screen, progress);
            var services = host.Services;
            var demo = new Demo(
                place, services.GetRequiredService<ArrivalSender>(), services.GetRequiredService<UpdateIntake>(), services.GetRequiredService<WorkerState>(),
                history, shown);
            var report = await demo.RunAsync(recipe, datasets, cancellation);
            screen.Result(report, () => shown.Report(report, place.Store.Address));
            return report.Releases.All(r => r.Id is not null) ? ExitCode.Done : ExitCode.No;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static Option<string?> BusOption()
    {
        var option = new Option<string?>("--bus")
        {
            Description = "memory, or rabbitmq, which starts a broker on loopback. Default: memory", HelpName = "name",
        };
        option.AcceptOnlyFromAmong("memory", "rabbitmq");
        return option;
    }
}
