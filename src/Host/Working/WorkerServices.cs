using Microsoft.Extensions.DependencyInjection;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>Wires a worker: bus, intake, runner, announcements.</summary>
internal static class WorkerServices
{
    public static void Add(IServiceCollection services, Workplace place, IProgress<RunProgress> screen)
    {
        services.AddSingleton(place);
        services.AddSingleton(place.Settings);
        services.AddSingleton(place.Store);
        services.AddSingleton(place.Recipes);
        services.AddSingleton(place.Log);
        services.AddSingleton<WorkerState>();
        services.AddSingleton<IProgress<RunProgress>>(s => new ProgressRelay(s.GetRequiredService<WorkerState>(), screen));
        services.AddSingleton(new UpdateIntake(place.Store, place.Recipes, place.Clock));
        services.AddSingleton(s => Runner(place, s.GetRequiredService<OutcomeAnnouncer>()));
        services.AddWorkerBus(place.Settings.ToBusOptions());
        services.AddHostedService<StreamWorker>();
    }

    private static StreamRunner Runner(Workplace place, OutcomeAnnouncer announcer)
    {
        var options = new RunnerOptions
        {
            WorkFolder = place.WorkFolder, Device = place.Settings.Device, CacheBytes = (long)place.Settings.CacheGigabytes << 30,
            Announce = announcer.AnnounceAsync,
        };
        return new StreamRunner(place.Store, place.Recipes, options, place.Clock);
    }
}
