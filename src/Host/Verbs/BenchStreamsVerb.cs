using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Benchmarking;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary><c>mlopscl bench streams</c>: compares continual methods with joint training and with one model per task.</summary>
internal static class BenchStreamsVerb
{
    private static readonly Option<string[]> Methods = new("--method")
    {
        Description = "sequential, replay, lvlm-cl, continual-llava, joint or single; may be given several times. Default: all.",
        HelpName = "name",
    };

    private static readonly Option<long[]> Seeds = new("--seed") { Description = "May be given several times. Default: 1.", HelpName = "number" };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Fewer samples and epochs." };

    public static Verb Create() => new Verb(
        "streams", "Compare continual methods on the tasks of a stream's recipe.", "mlopscl bench streams --stream quickstart --seed 1 --seed 2 --seed 3")
    {
        Shared.Stream, Methods, Seeds, Quick, Shared.Store, Shared.Recipes, Shared.Device, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.Open(parse);
        var device = UsableDevice.Of(place.Settings.Device);
        var full = place.Recipes.Find(parse.GetValue(Shared.Stream)!);
        var quick = parse.GetValue(Quick);
        var recipe = quick ? full.Quick() : full;
        if (recipe.Tasks.Count == 0)
            throw new UsageException($"The recipe of stream '{recipe.Stream}' lists no tasks; add a section 'tasks', or take --stream quickstart.");
        string[] methods = parse.GetValue(Methods) is { Length: > 0 } chosen
            ? chosen
            : ["sequential", "replay", "lvlm-cl", "continual-llava", "joint", "single"];
        long[] seeds = parse.GetValue(Seeds) is { Length: > 0 } given ? given : [1];
        var folder = Directory.CreateTempSubdirectory("mlopscl-bench-").FullName;
        try
        {
            var tasks = await TasksAsync(place, recipe, quick, folder, cancellation);
            var benchmark = new StreamBenchmark(recipe, tasks, folder, device);
            var lines = seeds.SelectMany(seed => methods.Select(method => (method, seed))).Select(
                m => Measure(benchmark, full, m.method, m.seed, screen, cancellation)).ToArray();
            screen.Result(new { recipe.Stream, tasks = recipe.Tasks.Select(t => t.Name), lines }, () => { });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return ExitCode.Done;
    }

    private static BenchmarkLine Measure(StreamBenchmark benchmark, Recipe recipe, string name, long seed, Screen screen, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var progress = new BenchmarkProgress(screen, $"{name} {seed}");
        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        var line = name switch
        {
            "joint" => BenchmarkLine.Of(name, seed, benchmark.Jointly(seed, progress, cancellation), Seconds()),
            "single" => BenchmarkLine.Of(name, seed, benchmark.Separately(seed, progress, cancellation), Seconds()),
            _ => BenchmarkLine.OfStream(
                name, seed,
                benchmark.Continually(recipe.Method.Name == name ? recipe.Method : new MethodChoice(name), seed, progress, cancellation), Seconds()),
        };
        progress.Clear();
        screen.Line(Text(line));
        return line;
    }

    private static async Task<IReadOnlyList<TaskDataset>> TasksAsync(Workplace place, Recipe recipe, bool quick, string folder, CancellationToken cancellation)
    {
        var datasets = new List<TaskDataset>();
        foreach (var task in recipe.Tasks)
        {
            var archive = await DemoDatasets.EnsureAsync(task, DemoDatasets.FolderOf(place.Settings, quick), cancellation);
            var request = new UpdateRequest(recipe.Stream, new TaskId(task.Name), archive, await DatasetDigest.ComputeAsync(archive, cancellation));
            datasets.Add(await DatasetReader.ReadAsync(request, place.Store, Path.Combine(folder, "datasets", task.Name), new DatasetLimits(), cancellation));
        }
        return datasets;
    }

    private static string Text(BenchmarkLine line)
    {
        static string Percent(double? value) => value is { } v ? (v * 100).ToString("0.0", CultureInfo.InvariantCulture) : "-";
        var tasks = string.Join("  ", line.Final.Select(t => $"{t.Key} {Percent(t.Value),5}"));
        return string.Create(
            CultureInfo.InvariantCulture, $"{line.Method,-16} seed {line.Seed}  {tasks}  average {Percent(line.AverageAccuracy),5}  forgetting " +
                $"{Percent(line.Forgetting),5}  bwt {Percent(line.Bwt),5}  {line.Seconds:0} s");
    }
}
