using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host.Tests;

public sealed class When_the_demonstration_runs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-demo-").FullName;

    public When_the_demonstration_runs()
    {
        Turn[] words = [
            new(Speaker.Human, "What garment is this?"), new(Speaker.Assistant, "t-shirt trouser pullover dress coat sandal shirt sneaker bag ankle boot")];
        TinyModel.Write(Path.Combine(_folder, "base"), [new Sample("words", "garments", [], words)]);
        Directory.CreateDirectory(Path.Combine(_folder, "streams"));
        File.WriteAllText(Path.Combine(_folder, "streams", "quickstart.yml"), """
            stream: quickstart
            base: ../base
            method:
              name: sequential
            training:
              epochs: 12
              batch-size: 8
              learning-rate: 0.02
            answering:
              max-new-tokens: 3
            gate:
              minimum-items: 10
              minimum-gain: 0
              floor: 0
            tasks:
              - name: garments
                import: fashion-mnist
                train: 80
                test: 20
                quick-train: 24
                quick-test: 10
            quick-epochs: 8
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_quick_one_learns_by_the_quick_recipe_and_a_second_one_counts_its_own_seconds_only()
    {
        var first = await DemoAsync();
        var log = new StreamLog(StoreFactory.Open(Path.Combine(_folder, "store", "quick"), TimeProvider.System));
        var release = Assert.Single(await log.ReleasesAsync("quickstart", CancellationToken.None));
        // 24 samples in batches of 8 are 3 steps; 8 quick epochs.
        Assert.Equal((24, 24), (release.Candidate.Report.Samples, release.Candidate.Report.Steps));
        Assert.True(Seconds(first)["train"] > 0);

        var second = await DemoAsync();
        Assert.Equal(first.GetProperty("releases").ToString(), second.GetProperty("releases").ToString());
        var seconds = Seconds(second);
        Assert.Equal((0, 0, 0, 0), (seconds["train"], seconds["evaluate"], seconds["gate"], seconds["promote"]));
        Assert.All(new[] { first, second }, run => Assert.True(Seconds(run).Where(s => s.Key != "total").Sum(s => s.Value) <= Seconds(run)["total"]));
    }

    [Fact]
    public async Task One_that_failed_is_tried_once_more_by_the_next_one()
    {
        var tokenizer = Path.Combine(_folder, "base", "tokenizer.json");
        File.Move(tokenizer, tokenizer + ".away");
        var failed = await RunAsync();
        Assert.Equal(4, failed.ExitCode);
        Assert.Contains("tokenizer.json", failed.Error, StringComparison.Ordinal);
        File.Move(tokenizer + ".away", tokenizer);
        Assert.Equal(1, Assert.Single((await DemoAsync()).GetProperty("releases").EnumerateArray()).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task What_it_waits_for_is_told_and_it_goes_on_when_that_is_gone()
    {
        // A file lies where the worker's own folder would be.
        var work = Path.Combine(_folder, "store", "quick", "work");
        Directory.CreateDirectory(Path.GetDirectoryName(work)!);
        await File.WriteAllTextAsync(work, "");
        using var output = new StringWriter();
        using var error = new Listener(" waits ");
        var demo = Application.RunAsync(Words, output, error);
        var told = await error.Heard.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Contains("MLOPSCL_WORK", told, StringComparison.Ordinal);
        File.Delete(work);
        Assert.Equal(0, await demo.WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(1, JsonDocument.Parse(output.ToString()).RootElement.GetProperty("releases")[0].GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task The_benchmark_puts_methods_side_by_side_on_the_same_tasks()
    {
        string[] methods = ["sequential", "continual-llava", "joint", "single"];
        string[] words = ["bench", "streams", "--quick", .. methods.SelectMany(m => new[] { "--method", m }), .. Words[3..]];
        var run = await Run.Of([.. words, "--json"]);
        Assert.Equal(0, run.ExitCode);
        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["garments"], document.GetProperty("tasks").EnumerateArray().Select(t => t.GetString()));
        var lines = document.GetProperty("lines").EnumerateArray().ToArray();
        Assert.Equal(methods, lines.Select(l => l.GetProperty("method").GetString()));
        Assert.All(lines, l => Assert.Equal(l.GetProperty("average_accuracy").GetDouble(), l.GetProperty("final").GetProperty("garments").GetDouble(), 12));
        Assert.All(methods, method => Assert.Matches($@"(?m)^{method} +seed 1  garments +[\d.]+  average", run.Error));
    }

    private string[] Words => ["demo", "--quick", "--json", "--store", Path.Combine(_folder, "store"), "--recipes", Path.Combine(_folder, "streams")];

    private Task<Run> RunAsync() => Run.Of(Words);

    private async Task<JsonElement> DemoAsync()
    {
        var run = await RunAsync();
        Assert.Equal((0, ""), (run.ExitCode, string.Join("\n", run.Error.Split((char)10).Where(l => l.StartsWith("error", StringComparison.Ordinal)))));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static Dictionary<string, double> Seconds(JsonElement report) =>
        report.GetProperty("seconds").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetDouble());

    /// <summary>Waits for a line that holds some words.</summary>
    private sealed class Listener(string words) : StringWriter
    {
        private readonly TaskCompletionSource<string> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Heard => _heard.Task;

        public override void WriteLine(string? value)
        {
            if (value?.Contains(words, StringComparison.Ordinal) == true)
                _heard.TrySetResult(value);
        }
    }
}
