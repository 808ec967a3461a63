using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;

namespace MlopsCl.Host;

/// <summary><c>mlopscl submit</c>: says that a task dataset has arrived.</summary>
internal static class SubmitVerb
{
    private static readonly Option<string> Task = new("--task") { Description = "The learning task's name.", HelpName = "name", Required = true };
    private static readonly Option<string> Dataset = new("--dataset") { Description = "A folder, a .tar, .tar.gz or .zip file, store:NAME or a blob address.", HelpName = "address", Required = true };
    private static readonly Option<string?> Sha256 = new("--sha256") { Description = "The digest that the dataset must have; computed when the dataset lies here.", HelpName = "digest" };

    public static Verb Create() => new Verb("submit", "Tell the workers that a task dataset has arrived.", "mlopscl submit --stream quickstart --task digits --dataset ./digits")
    {
        Shared.Stream, Task, Dataset, Sha256, Shared.Store, Shared.Recipes, Shared.Bus, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var settings = SettingsSource.Read(parse);
        var message = await MessageAsync(parse, cancellation);
        return settings.Bus == "rabbitmq"
            ? await PublishAsync(settings, message, screen, cancellation)
            : await JournalAsync(new Workplace(settings), message, screen, cancellation);
    }

    private static async Task<TaskDatasetArrived> MessageAsync(ParseResult parse, CancellationToken cancellation)
    {
        var address = parse.GetValue(Dataset)!;
        var isHere = !address.Contains("://", StringComparison.Ordinal) && !address.StartsWith("store:", StringComparison.Ordinal);
        var place = isHere ? Path.GetFullPath(address) : address;
        var digest = parse.GetValue(Sha256) ?? (isHere
            ? await DatasetDigest.ComputeAsync(place, cancellation)
            : throw new UsageException($"The dataset '{address}' does not lie here, so its digest cannot be computed; give it with --sha256."));
        return new TaskDatasetArrived(parse.GetValue(Shared.Stream)!, parse.GetValue(Task)!, place, digest);
    }

    private static async Task<int> PublishAsync(Settings settings, TaskDatasetArrived message, Screen screen, CancellationToken cancellation)
    {
        var problem = await BrokerProbe.FindProblemAsync(settings.RabbitMq, cancellation);
        if (problem is not null)
            throw new IOException($"The broker at {settings.RabbitMq} cannot be used: {problem}. Check MLOPSCL_RABBITMQ__HOST, __PORT, __USER and __PASSWORD, or see 'mlopscl doctor --bus rabbitmq'.");
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddProducerBus(settings.ToBusOptions());
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        await host.Services.GetRequiredService<ArrivalSender>().SendAsync(message, cancellation);
        await host.StopAsync(cancellation);
        screen.Result(new { published = true, message.Stream, message.Task, message.Sha256 }, () => screen.Line($"published: {message.Stream}/{message.Task}, dataset {message.Sha256}"));
        return ExitCode.Done;
    }

    // The in-memory bus ends with the process: the same door, without a bus in front of it.
    private static async Task<int> JournalAsync(Workplace place, TaskDatasetArrived message, Screen screen, CancellationToken cancellation)
    {
        var acceptance = await new UpdateIntake(place.Store, place.Recipes, place.Clock).AcceptAsync(Arrival.ToRequest(message), cancellation);
        var run = RunLine.Of(acceptance.Run);
        screen.Result(new { published = false, duplicate = acceptance.IsDuplicate, run }, () =>
        {
            screen.Line($"{(acceptance.IsDuplicate ? "known already" : "accepted")}: {run.Stream}/{run.Task} is run {run.Number}, {run.State}, key {run.Key}");
            if (run.Reason is not null)
                screen.Line($"reason: {run.Reason}");
            screen.Line($"next: mlopscl watch --stream {run.Stream}");
        });
        return ExitCode.Done;
    }
}
