using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary><c>mlopscl submit</c>: says that a task dataset has arrived.</summary>
internal static class SubmitVerb
{
    private static readonly string NoDigest = new('0', 64);
    private static readonly Option<string> Task = new("--task") { Description = "The learning task's name.", HelpName = "name", Required = true };
    private static readonly Option<string> Dataset = new("--dataset")
    {
        Description = "A folder, a .tar, .tar.gz or .zip file (or its file:/// address), store:NAME or a blob address.", HelpName = "address", Required = true,
    };
    private static readonly Option<string?> Sha256 = new("--sha256")
    {
        Description = "The digest that the dataset must have; computed when the dataset lies here.", HelpName = "digest",
    };

    private static readonly Option<bool> Again = new("--again")
    {
        Description = "Try a run once more that failed or was quarantined, with the dataset where it lies now.",
    };
    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait until the run has ended; the exit code is the run's." };

    public static Verb Create() => new Verb(
        "submit", "Tell the workers that a task dataset has arrived.", "mlopscl submit --stream quickstart --task digits --dataset ./digits")
    {
        Shared.Stream, Task, Dataset, Sha256, Again, Wait, Shared.Store, Shared.Recipes, Shared.Bus, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var settings = SettingsSource.Read(parse);
        var again = parse.GetValue(Again);
        var isPublished = settings.Bus == "rabbitmq" && !again;
        if (!isPublished)
            _ = new RecipeFolder(Home.RecipesFor(settings)).Find(parse.GetValue(Shared.Stream)!);
        var message = await MessageAsync(parse, cancellation);
        var place = new Workplace(settings);
        var key = isPublished
            ? await PublishAsync(place, message, parse.GetValue(Wait), screen, cancellation)
            : await JournalAsync(place, message, again, parse.GetValue(Wait), screen, cancellation);
        return key is null ? ExitCode.Done : await EndAsync(place, message.Stream, key, screen, cancellation);
    }

    private static async Task<TaskDatasetArrived> MessageAsync(ParseResult parse, CancellationToken cancellation)
    {
        var (stream, task, address) = (parse.GetValue(Shared.Stream)!, parse.GetValue(Task)!, parse.GetValue(Dataset)!);
        var given = parse.GetValue(Sha256);
        // What can be wrong is told before a large dataset is read.
        _ = Arrival.ToRequest(new TaskDatasetArrived(stream, task, address, given ?? NoDigest));
        var path = DatasetAddress.LocalPath(address) is { } local ? Path.GetFullPath(local) : null;
        var digest = given ?? (path is not null
            ? await DatasetDigest.ComputeAsync(path, cancellation)
            : throw new UsageException($"The dataset '{address}' does not lie here, so its digest cannot be computed; give it with --sha256."));
        return new TaskDatasetArrived(stream, task, path ?? address, digest);
    }

    // Gives the run's key when its end is to be waited for; workers read the same recipe, so it is known before they journal it.
    private static async Task<string?> PublishAsync(Workplace place, TaskDatasetArrived message, bool wait, Screen screen, CancellationToken cancellation)
    {
        var settings = place.Settings;
        var key = wait ? RunKey.Of(Arrival.ToRequest(message), place.Recipes.Find(message.Stream).Digest) : null;
        var problem = await BrokerProbe.FindProblemAsync(settings.RabbitMq, cancellation);
        if (problem is not null)
            throw new IOException(
                $"The broker at {settings.RabbitMq} cannot be used: {problem}. Check MLOPSCL_RABBITMQ__HOST, __PORT, __USER and __PASSWORD, " +
                "or see 'mlopscl doctor --bus rabbitmq'.");
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddProducerBus(settings.ToBusOptions());
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        await host.Services.GetRequiredService<ArrivalSender>().SendAsync(message, cancellation);
        await host.StopAsync(cancellation);
        Tell(screen, wait, new { published = true, message.Stream, message.Task, message.Sha256 },
            () => screen.Line($"published: {message.Stream}/{message.Task}, dataset {message.Sha256}"));
        return key;
    }

    // The in-memory bus ends with the process: the same door, without a bus in front of it.
    private static async Task<string?> JournalAsync(
        Workplace place, TaskDatasetArrived message, bool again, bool wait, Screen screen, CancellationToken cancellation)
    {
        var intake = new UpdateIntake(place.Store, place.Recipes, place.Clock);
        var acceptance = await intake.AcceptAsync(Arrival.ToRequest(message), cancellation);
        if (again && acceptance.IsDuplicate)
            acceptance = await intake.RetryAsync(message.Stream, acceptance.RunKey, message.DatasetAddress, cancellation);
        var run = RunLine.Of(acceptance.Run);
        Tell(screen, wait, new { published = false, duplicate = acceptance.IsDuplicate, run }, () =>
        {
            screen.Line($"{(acceptance.IsDuplicate ? "known already" : "accepted")}: {run.Stream}/{run.Task} is run {run.Number}, {run.State}, key {run.Key}");
            if (run.Reason is not null && !wait)
                screen.Line($"reason: {run.Reason}");
            if (!wait)
                screen.Line(Next(acceptance.Run));
        });
        return wait ? run.Key : null;
    }

    private static string Next(Run run) => run.State switch
    {
        RunState.Failed or RunState.Quarantined => "next: when the reason is gone, the same command with --again tries it once more",
        RunState.Promoted or RunState.Rejected => $"next: mlopscl gate --stream {run.Stream} --run {run.Sequence}",
        _ => $"next: mlopscl watch --stream {run.Stream}",
    };

    private static async Task<int> EndAsync(Workplace place, string stream, string key, Screen screen, CancellationToken cancellation)
    {
        var end = await RunEnd.OfAsync(place.Log, stream, key, MissingWorker.Of(place, stream, screen).LookAsync, cancellation);
        var run = RunLine.Of(end);
        screen.Result(new { run }, () =>
        {
            screen.Line($"ended: {run.Stream}/{run.Task} is {run.State}{(run.Release is { } release ? $", release {release}" : "")}");
            if (run.Reason is not null)
                screen.Line($"reason: {run.Reason}");
        });
        return RunEnd.ExitCodeOf(end, await place.Log.VerdictAsync(end, cancellation));
    }

    // Machines read one document: the run's end, when that is waited for.
    private static void Tell<T>(Screen screen, bool isFirst, T document, Action lines)
    {
        if (!isFirst)
            screen.Result(document, lines);
        else if (!screen.Json)
            lines();
    }
}
