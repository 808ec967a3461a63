using System.Text.Json;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Tests.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests;

/// <summary>Expected numbers: what PEFT's merge_and_unload gives (logits.after10.merged).</summary>
public sealed class ExportingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("peft-lora", 21)]
    [InlineData("peft-dora", 21)]
    [InlineData("peft-rslora", 21)]
    [InlineData("peft-lora-projector-ranks", 18)]
    public void Run_OfAnAdapterOfPeft_GivesACheckpointWithTheMergedLogits(string fixture, int merged)
    {
        using var scope = NewDisposeScope();
        var report = Exporting.Run(Request(Fixture.Path(fixture, "after10")), null, CancellationToken.None);
        Assert.Equal((105, merged), (report.Tensors, report.Merged));
        using var run = new PeftRun(fixture, "after10", model: Output);
        Close.Assert(run.ExpectedLogits("logits.after10.merged"), run.Logits(AdapterState.None), 3e-5, "logits of the exported checkpoint");
    }

    [Fact]
    public void Run_WithASmallLimit_WritesShardsWithAnIndexThatHoldTheSameWeights()
    {
        const long limit = 200_000;
        var whole = Exporting.Run(Request(Fixture.Path("peft-lora", "after10"), "whole"), null, CancellationToken.None);
        var parts = new List<double>();
        var report = Exporting.Run(Request(Fixture.Path("peft-lora", "after10")) with { ShardBytes = limit }, new Seen(parts.Add), CancellationToken.None);
        var shards = report.Files.Where(file => file.EndsWith(".safetensors", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(1, shards.Count).Select(number => $"model-{number:D5}-of-{shards.Count:D5}.safetensors"), shards);
        Assert.True(shards.Count > 3);
        Assert.Contains("model.safetensors", whole.Files);
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Output, "model.safetensors.index.json")));
        Assert.Equal(report.Bytes, index.RootElement.GetProperty("metadata").GetProperty("total_size").GetInt64());
        Assert.All(shards, shard => Assert.InRange(new FileInfo(Path.Combine(Output, shard)).Length, 1, limit + 10_000));
        using var together = Weights.Load(_folder.File("whole"), CPU);
        using var apart = Weights.Load(Output, CPU);
        Assert.Equal(together.All.Keys, apart.All.Keys);
        foreach (var (name, weight) in together.All)
            Close.Assert(weight, apart.All[name], 0, name);
        Assert.Equal((105, 1.0), (parts.Count, parts[^1]));
    }

    [Fact]
    public void Run_InAnotherPrecision_SaysSoInTheConfiguration()
    {
        Exporting.Run(Request(Fixture.Path("peft-lora", "after10")) with { Precision = WeightPrecision.BFloat16 }, null, CancellationToken.None);
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Output, "config.json")));
        Assert.Equal("bfloat16", config.RootElement.GetProperty("dtype").GetString());
        using var file = SafetensorsFile.Open(Path.Combine(Output, "model.safetensors"));
        Assert.All(file.Entries.Values, entry => Assert.Equal(TensorDType.BF16, entry.DType));
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void Run_CopiesWhatABaseModelFolderHoldsBesidesWeights()
    {
        var report = Exporting.Run(Request(null), null, CancellationToken.None);
        Assert.Equal(
            ["chat_template.jinja", "config.json", "generation_config.json", "model.safetensors", "processor_config.json", "tokenizer.json",
                "tokenizer_config.json"],
            report.Files);
        Assert.Equal(0, report.Merged);
        foreach (var name in report.Files.Where(name => name != "model.safetensors"))
            Assert.Equal(File.ReadAllBytes(Fixture.Path("llava", name)), File.ReadAllBytes(Path.Combine(Output, name)));
        using var theirs = Weights.Load(Fixture.Path("llava"), CPU);
        using var ours = Weights.Load(Output, CPU);
        Assert.All(theirs.All, pair => Close.Assert(pair.Value, ours.All[pair.Key], 0, pair.Key));
    }

    [Theory]
    [InlineData("lvlm-cl", "3 vectors")]
    [InlineData("continual-llava", "entries of 'pool'")]
    public void Run_OfAMethodThatChoosesForEachQuestion_IsRefusedWithTheReason(string method, string reason)
    {
        var request = SmallTask.Request(_folder, "learned") with { Method = new MethodChoice(method) };
        Learning.Run(request, null, CancellationToken.None);
        var error = Assert.Throws<ArgumentException>(() => Exporting.Run(Request(request.OutputFolder), null, CancellationToken.None));
        Assert.Contains(reason, error.Message);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Run_OfWhatWasLearned_AnswersAsTheAdapterDoes()
    {
        var request = SmallTask.Request(_folder, "learned");
        Learning.Run(request, null, CancellationToken.None);
        Exporting.Run(Request(request.OutputFolder), null, CancellationToken.None);
        Question[] questions = [.. request.Samples.Select(sample => new Question(sample.Prompt, sample.Pictures))];
        using var adapted = LvlmEngine.Open(new Bundle(request.BaseModelFolder, request.OutputFolder));
        using var merged = LvlmEngine.Open(new Bundle(Output));
        Assert.Equal(
            adapted.Answer(questions, new AnsweringOptions()).Select(answer => answer.Text),
            merged.Answer(questions, new AnsweringOptions()).Select(answer => answer.Text));
    }

    [Fact]
    public void Run_IntoAFolderThatHoldsSomething_LeavesItAlone()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "mine.txt"), "mine");
        Assert.Contains("not empty", Assert.Throws<ArgumentException>(() => Exporting.Run(Request(null), null, CancellationToken.None)).Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Output, "mine.txt")));
    }

    [Fact]
    public void Run_ToTheNameOfAFile_LeavesItAlone()
    {
        var file = _folder.File("weights");
        File.WriteAllText(file, "mine");
        var request = new ExportRequest { Bundle = new Bundle(Fixture.Path("llava")), OutputFolder = file };
        Assert.Contains("is a file", Assert.Throws<ArgumentException>(() => Exporting.Run(request, null, CancellationToken.None)).Message);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Run_BesideAFolderOfTheNameThatItWritesFirst_LeavesItAlone_AndCleansUpAfterAnExportThatDied()
    {
        var (output, partial) = (_folder.File("merged"), _folder.File("merged.partial"));
        Directory.CreateDirectory(partial);
        File.WriteAllText(Path.Combine(partial, "notes.txt"), "mine");
        var request = new ExportRequest { Bundle = new Bundle(Fixture.Path("llava")), OutputFolder = output };
        Assert.Contains("holds something else", Assert.Throws<ArgumentException>(() => Exporting.Run(request, null, CancellationToken.None)).Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(partial, "notes.txt")));

        File.WriteAllText(Path.Combine(partial, ".mlopscl-export"), "");
        var report = Exporting.Run(request, null, CancellationToken.None);
        Assert.False(Directory.Exists(partial));
        Assert.Equal(report.Files, Directory.EnumerateFiles(output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(".mlopscl-export", report.Files);
    }

    [Fact]
    public void Run_Cancelled_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var seen = new Seen(share => { if (share > 0.5) stop.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => Exporting.Run(Request(null), seen, stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private string Output => _folder.File("exported");

    private ExportRequest Request(string? adapter, string name = "exported") =>
        new() { Bundle = new Bundle(Fixture.Path("llava"), adapter), OutputFolder = _folder.File(name) };

    private sealed class Seen(Action<double> see) : IProgress<double>
    {
        public void Report(double value) => see(value);
    }
}
