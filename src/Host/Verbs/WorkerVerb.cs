using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary><c>mlopscl worker</c>: takes requests and runs them until it is stopped.</summary>
internal static class WorkerVerb
{
    private static readonly Option<string?> Health = new("--health")
    {
        Description = "Address of the health endpoint; \"\" for none. Default: http://127.0.0.1:8086", HelpName = "address",
    };

    private static readonly Option<bool> Json = new(Shared.Json.Name)
    {
        Description = "Write what happens as JSON, one object a line, for a log's collector; progress goes to the error stream.",
    };

    public static Verb Create() => new Verb(
        "worker", "Take requests from the bus and the store, learn, examine, promote; until stopped.", "mlopscl worker --bus rabbitmq --store azure://mlopscl")
    {
        Shared.Store, Shared.Recipes, Shared.Bus, Shared.Device, Health, Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.Open(parse);
        _ = UsableDevice.Of(place.Settings.Device);
        await using var application = Build(place, screen);
        screen.Line($"worker: store {place.Store.Address}, bus {(place.Settings.Bus == "rabbitmq" ? place.Settings.RabbitMq : "memory")}, " +
            $"streams {string.Join(", ", place.Recipes.Streams)}");
        if (place.Settings.Health.Length > 0)
            screen.Line($"health: {Secrets.Hide(place.Settings.Health).TrimEnd('/')}{HealthEndpoint.ReadyPath}");
        await ServeAsync(application, place.Settings.Health, cancellation);
        screen.Line("stopped; what was begun goes on with the next worker.");
        return ExitCode.Done;
    }

    private static async Task ServeAsync(WebApplication application, string health, CancellationToken cancellation)
    {
        try
        {
            await application.RunAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new UsageException(
                $"The health endpoint's address {health} is taken, perhaps by another worker; " +
                "give this one another with --health or MLOPSCL_HEALTH, or \"\" for none.");
        }
    }

    private static WebApplication Build(Workplace place, Screen screen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (screen.Json)
            builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        DiscreetLog.Wrap(builder.Logging, place.Settings.RabbitMq);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter(
            "MassTransit", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        if (place.Settings.Health.Length > 0)
            builder.WebHost.UseUrls(place.Settings.Health);
        else
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
        WorkerServices.Add(builder.Services, place, new ProgressLines(screen, place.Clock));
        var application = builder.Build();
        HealthEndpoint.Map(application);
        return application;
    }
}
