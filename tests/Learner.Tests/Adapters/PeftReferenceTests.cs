using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>Expected numbers: PEFT 0.21 on transformers 5.23, ten AdamW steps on four samples.</summary>
public sealed class PeftReferenceTests
{
    private const int Steps = 10;
    private const double LogitTolerance = 3e-5;

    public static TheoryData<string, int> Adapters => new()
    {
        { "peft-lora", 42 }, { "peft-dora", 63 }, { "peft-rslora", 42 }, { "peft-lora-projector-ranks", 32 },
    };

    [Theory]
    [InlineData("peft-lora", "start", 42)]
    [InlineData("peft-lora", "start-older-keys", 42)]
    [InlineData("peft-dora", "start", 63)]
    [InlineData("peft-rslora", "start", 42)]
    [InlineData("peft-lora-projector-ranks", "start", 32)]
    public void Gradients_OfTheFirstStep_AreTheReferences(string fixture, string folder, int tensors)
    {
        using var scope = NewDisposeScope();
        using var run = new PeftRun(fixture, folder);
        Assert.Equal(tensors, run.Adapters.Trained.Count);
        Close.Assert(run.ExpectedLogits("logits.0"), run.Logits(run.Adapters), LogitTolerance, "logits");
        Assert.Equal(run.Expected["losses"].data<double>()[0], run.Accumulate(0), 1e-5);
        var gradients = run.Expected.Where(pair => pair.Key.StartsWith("grad.", StringComparison.Ordinal))
            .ToDictionary(pair => PeftKeys.FromParameter(pair.Key["grad.".Length..]), pair => pair.Value);
        Assert.Equal(gradients.Keys.Order(), run.Adapters.Trained.Where(name => run.Adapters[name].grad is not null).Order());
        foreach (var (name, gradient) in gradients)
            Close.Assert(gradient, run.Adapters[name].grad!, 1e-5, $"gradient of {name}");
    }

    [Theory]
    [MemberData(nameof(Adapters))]
    public void TenSteps_FromAdaptersOfPeft_EndAtReferenceLossesNormsAndWeights(string fixture, int tensors)
    {
        using var scope = NewDisposeScope();
        using var run = new PeftRun(fixture, "start");
        using var optimizer = new AdamW(
            run.Adapters.Trained.Select(name => KeyValuePair.Create(name, run.Adapters[name])), weightDecay: 0.01, new HashSet<string>());
        for (var step = 0; step < Steps; step++)
        {
            Assert.Equal(run.Expected["losses"].data<double>()[step], run.Accumulate(step), 1e-5);
            Assert.Equal(run.Expected["grad_norms"].data<double>()[step], optimizer.Step(1e-3, largestNorm: 1, step + 1), 1e-4);
        }

        var after = AdapterFolder.Read(Fixture.Path(fixture, "after10"), CPU).Tensors;
        Assert.Equal(tensors, after.Count);
        var differences = cat([.. after.Select(pair => (pair.Value - run.Adapters[pair.Key].detach()).abs().flatten())], 0);
        Assert.True(differences.max().item<float>() <= 2e-3, $"a weight differs by {differences.max().item<float>()}");
        Assert.True(
            differences.le(1e-4).to_type(ScalarType.Float64).mean().item<double>() >= 0.999, "more than one weight in a thousand differs by more than 1e-4");
        AssertBaseModelIsUntouched(run.Model);
    }

    [Theory]
    [MemberData(nameof(Adapters))]
    public void Logits_OfAdaptersAfterTenSteps_AreTheReferencesAppliedMergedAndUnmerged(string fixture, int tensors)
    {
        using var scope = NewDisposeScope();
        using var run = new PeftRun(fixture, "after10");
        Assert.Equal(tensors, run.Saved.Tensors.Count);
        using var adapters = run.Saved.ToState();
        Close.Assert(run.ExpectedLogits("logits.after10"), run.Logits(adapters), LogitTolerance, "logits with adapters");
        var bare = run.Logits(AdapterState.None);
        using var merged = MergedAdapters.Merge(run.Model, adapters);
        Close.Assert(run.ExpectedLogits("logits.after10.merged"), run.Logits(AdapterState.None), LogitTolerance, "logits of the merged model");
        Close.Assert(run.Logits(AdapterState.None), run.Logits(adapters), 0, "logits of the merged model, whose passes add nothing");
        merged.Unmerge();
        Close.Assert(run.ExpectedLogits("logits.after10"), run.Logits(adapters), LogitTolerance, "logits with adapters after unmerging");
        Close.Assert(bare, run.Logits(AdapterState.None), LogitTolerance, "logits of the model after unmerging");
        Assert.True((bare - run.ExpectedLogits("logits.after10")).abs().max().item<float>() > 0.01, "the adapter must change something");
    }

    [Theory]
    [MemberData(nameof(Adapters))]
    public void Write_OfAdaptersThatPeftWrote_GivesItsFilesAgain(string fixture, int tensors)
    {
        using var temporary = new TemporaryFolder();
        var saved = AdapterFolder.Read(Fixture.Path(fixture, "after10"), CPU);
        var folder = Path.Combine(temporary.Path, "adapter");
        AdapterFolder.Write(folder, saved.Record, saved.Tensors, "base", saved.Settings);
        Assert.Equal(File.ReadAllText(Fixture.Path(fixture, "after10", "adapter_config.json")), File.ReadAllText(Path.Combine(folder, "adapter_config.json")));
        using var theirs = SafetensorsFile.Open(Fixture.Path(fixture, "after10", "adapter_model.safetensors"));
        using var ours = SafetensorsFile.Open(Path.Combine(folder, "adapter_model.safetensors"));
        Assert.Equal(tensors, ours.Entries.Count);
        Assert.Equal(theirs.Metadata, ours.Metadata);
        Assert.Equal(Describe(theirs), Describe(ours));
        foreach (var name in theirs.Entries.Keys)
            Assert.True(theirs.Bytes(name).SequenceEqual(ours.Bytes(name)), name);
    }

    private static IEnumerable<string> Describe(SafetensorsFile file) =>
        file.Entries.Values.Select(entry => $"{entry.Name} {entry.DType} [{string.Join(", ", entry.Shape)}]").Order(StringComparer.Ordinal);

    private static void AssertBaseModelIsUntouched(LvlmModel model)
    {
        using var fresh = Weights.Load(Fixture.Path("llava"), CPU);
        Assert.Equal(105, fresh.All.Count);
        foreach (var (name, weight) in fresh.All)
        {
            Close.Assert(weight, model.Weights[name], 0, name);
            Assert.False(model.Weights[name].requires_grad, $"{name} asks for a gradient");
        }
    }
}
