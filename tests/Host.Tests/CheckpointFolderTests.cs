using System.Text.Json;

namespace MlopsCl.Host.Tests;

/// <summary>The verbs on a checkpoint folder and an adapter of PEFT's, without any store. Expected numbers: PEFT's.</summary>
public sealed class CheckpointFolderTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(Repository.Root, "tests", "Learner.Tests", "Fixtures");
    private static readonly string Model = Path.Combine(Fixtures, "llava");
    private static readonly string Adapter = Path.Combine(Fixtures, "peft-dora", "after10");
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-checkpoint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ask_of_an_exported_checkpoint_answers_as_the_model_with_its_adapter()
    {
        var merged = Path.Combine(_folder, "merged");
        var export = await Run.Of("export", "--model", Model, "--adapter", Adapter, "--output", merged, "--shard-size", "300000", "--json");
        Assert.Equal((0, ""), (export.ExitCode, export.Error));
        using var report = JsonDocument.Parse(export.Output);
        Assert.Equal((105, 21), (report.RootElement.GetProperty("tensors").GetInt32(), report.RootElement.GetProperty("merged").GetInt32()));
        Assert.True(File.Exists(Path.Combine(merged, "model.safetensors.index.json")));

        string[] question = ["ask", "--image", Path.Combine(Model, "baseline-444.jpg"), "What is it?", "--json"];
        var adapted = await Run.Of([.. question, "--model", Model, "--adapter", Adapter]);
        Assert.Equal((0, ""), (adapted.ExitCode, adapted.Error));
        Assert.Equal(Text(adapted), Text(await Run.Of([.. question, "--model", merged])));
        Assert.NotEmpty(Text(adapted));
    }

    [Fact]
    public async Task Eval_of_a_checkpoint_folder_needs_no_stream()
    {
        var dataset = TinyTask.Light.Write(Path.Combine(_folder, "light"), train: 4, test: 4);
        var run = await Run.Of("eval", "--model", Model, "--dataset", dataset, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var score = JsonDocument.Parse(run.Output);
        Assert.Equal(4, score.RootElement.GetProperty("items").GetInt32());
        Assert.Equal("llava", score.RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Ask_and_eval_compute_in_the_precision_that_is_named()
    {
        string[] question = ["ask", "--image", Path.Combine(Model, "baseline-444.jpg"), "What is it?", "--json", "--model", Model, "--adapter", Adapter];
        var (wide, named, narrow) =
            (await Run.Of(question), await Run.Of([.. question, "--precision", "float32"]), await Run.Of([.. question, "--precision", "bfloat16"]));
        Assert.All(new[] { wide, named, narrow }, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(Confidence(wide), Confidence(named));
        Assert.NotEqual(Confidence(wide), Confidence(narrow));
        var dataset = TinyTask.Light.Write(Path.Combine(_folder, "light"), train: 2, test: 2);
        var examined = await Run.Of("eval", "--model", Model, "--dataset", dataset, "--precision", "bfloat16", "--json");
        Assert.Equal((0, ""), (examined.ExitCode, examined.Error));
        var half = await Run.Of([.. question, "--precision", "float16"]);
        Assert.Equal(2, half.ExitCode);
        Assert.Contains("computed on a GPU only", half.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--adapter goes with --model", "ask", "?", "--adapter", "x")]
    [InlineData("holds no config.json", "ask", "?", "--model", "nowhere")]
    [InlineData("both choose a model", "export", "--model", "MODEL", "--release", "1", "--output", "x")]
    [InlineData("is no size", "export", "--model", "MODEL", "--shard-size", "big", "--output", "x")]
    [InlineData("There is no store", "export", "--output", "x", "--store", "nowhere")]
    public async Task What_contradicts_itself_is_a_usage_error(string said, params string[] arguments)
    {
        var run = await Run.Of([.. arguments.Select(argument => argument == "MODEL" ? Model : argument)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private static double Confidence(Run run)
    {
        using var answer = JsonDocument.Parse(run.Output);
        return answer.RootElement.GetProperty("confidence").GetDouble();
    }

    private static string Text(Run run)
    {
        using var answer = JsonDocument.Parse(run.Output);
        return answer.RootElement.GetProperty("text").GetString()!;
    }
}
