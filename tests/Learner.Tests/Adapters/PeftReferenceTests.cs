using System.Text.Json;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>Expected numbers: PEFT 0.21 on transformers 5.23, ten AdamW steps on four samples.</summary>
public sealed class PeftReferenceTests
{
    private const int Steps = 10;

    [Theory]
    [InlineData("start")]
    [InlineData("start-older-keys")]
    public void Predict_WithAdaptersOfPeft_GivesReferenceLogitsLossAndGradients(string folder)
    {
        using var scope = NewDisposeScope();
        using var run = new ReferenceRun(folder);
        Close.Assert(run.ExpectedLogits("logits.0"), run.Logits(), 3e-5, "logits at the answers");
        var loss = run.Accumulate(0);
        Assert.Equal(run.Expected["losses"].data<double>()[0], loss, 1e-5);
        Assert.Equal(42, run.Adapters.Trained.Count);
        foreach (var name in run.Adapters.Trained)
            Close.Assert(run.Expected[GradientKey(name)], run.Adapters[name].grad!, 1e-5, $"gradient of {name}");
    }

    [Fact]
    public void TenSteps_FromAdaptersOfPeft_EndAtReferenceLossesAndWeights()
    {
        using var scope = NewDisposeScope();
        using var run = new ReferenceRun("start");
        using var optimizer = new AdamW(run.Adapters.Trained.Select(name => KeyValuePair.Create(name, run.Adapters[name])), weightDecay: 0.01, new HashSet<string>());
        for (var step = 0; step < Steps; step++)
        {
            Assert.Equal(run.Expected["losses"].data<double>()[step], run.Accumulate(step), 1e-5);
            Assert.Equal(run.Expected["grad_norms"].data<double>()[step], optimizer.Step(1e-3, largestNorm: 1, step + 1), 1e-4);
        }

        var after = AdapterFolder.Read(Fixture.Path("peft-lora", "after10"), CPU).Tensors;
        Assert.Equal(42, after.Count);
        var differences = cat([.. after.Select(pair => (pair.Value - run.Adapters[pair.Key].detach()).abs().flatten())], 0);
        Assert.True(differences.max().item<float>() <= 2e-3, $"a weight differs by {differences.max().item<float>()}");
        Assert.True(differences.le(1e-4).to_type(ScalarType.Float64).mean().item<double>() >= 0.999, "more than one weight in a thousand differs by more than 1e-4");
        run.AssertBaseModelIsUntouched();
        Close.Assert(run.ExpectedLogits("logits.after10"), run.Logits(), 3e-3, "logits at the answers after ten steps");
    }

    [Fact]
    public void Write_OfAdaptersThatPeftWrote_GivesItsKeysShapesAndValues()
    {
        using var temporary = new TemporaryFolder();
        var saved = AdapterFolder.Read(Fixture.Path("peft-lora", "after10"), CPU);
        var folder = Path.Combine(temporary.Path, "adapter");
        AdapterFolder.Write(folder, saved.Record, saved.Tensors, "base");
        var theirs = TensorFile.Read(Fixture.Path("peft-lora", "after10", "adapter_model.safetensors"), CPU);
        var ours = TensorFile.Read(Path.Combine(folder, "adapter_model.safetensors"), CPU);
        Assert.Equal(42, theirs.Count);
        Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
        foreach (var (key, value) in theirs)
            Close.Assert(value, ours[key], 0, key);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("peft-lora", "after10", "adapter_config.json")));
        using var actual = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "adapter_config.json")));
        foreach (var field in new[] { "peft_type", "r", "bias", "use_dora", "use_rslora", "fan_in_fan_out" })
            Assert.Equal(expected.RootElement.GetProperty(field).ToString(), actual.RootElement.GetProperty(field).ToString());
        Assert.Equal(".*language_model.*\\.(down_proj|gate_proj|up_proj|k_proj|o_proj|q_proj|v_proj)", actual.RootElement.GetProperty("target_modules").GetString());
        Assert.Equal(expected.RootElement.GetProperty("lora_alpha").GetDouble(), actual.RootElement.GetProperty("lora_alpha").GetDouble());
    }

    private static string GradientKey(string name) => $"grad.base_model.model.{name}.weight";

    private sealed class ReferenceRun : IDisposable
    {
        private readonly LvlmModel _model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        private readonly GradientStep _gradients;
        private readonly BatchCollator _collator;
        private readonly PreparedSample[] _samples;

        public ReferenceRun(string folder)
        {
            Expected = TensorFile.Read(Fixture.Path("peft-lora", "expected.safetensors"), CPU);
            var saved = AdapterFolder.Read(Fixture.Path("peft-lora", folder), CPU);
            Adapters = new AdapterState(saved.Record.Groups, [.. _model.Decoder.Matrices.Select(matrix => matrix.Name)], saved.Tensors, saved.Tensors.Keys);
            _collator = new BatchCollator(_model, new GivenPixels(_model, Expected["pixel_values"]), promptTokens: 0);
            _gradients = new GradientStep(new SequentialLoraMethod(), Adapters, _collator, new AnswerLoss(_model, Adapters));
            _samples = [.. Enumerable.Range(0, 4).Select(Sample)];
        }

        public Dictionary<string, Tensor> Expected { get; }

        public AdapterState Adapters { get; }

        public double Accumulate(int step) => _gradients.Accumulate(TrainingStage.Answers, [_samples], step);

        public Tensor Logits()
        {
            using var noGradient = no_grad();
            return new AnswerLoss(_model, Adapters).Predict(_collator.Collate(_samples, 0), Conditioning.None).Logits!;
        }

        // The rows of [4, 53, 702] that predict a label.
        public Tensor ExpectedLogits(string key)
        {
            var labels = Expected["labels"].data<long>().ToArray();
            var length = (int)Expected["labels"].shape[1];
            var rows = Enumerable.Range(0, labels.Length).Where(place => place % length > 0 && labels[place] >= 0).Select(place => (long)place - 1).ToArray();
            return Expected[key].flatten(0, 1).index_select(0, tensor(rows));
        }

        public void AssertBaseModelIsUntouched()
        {
            using var fresh = Weights.Load(Fixture.Path("llava"), CPU);
            Assert.Equal(105, fresh.All.Count);
            foreach (var (name, weight) in fresh.All)
            {
                Close.Assert(weight, _model.Weights[name], 0, name);
                Assert.False(_model.Weights[name].requires_grad, $"{name} asks for a gradient");
            }
        }

        public void Dispose() => _model.Dispose();

        private PreparedSample Sample(int index)
        {
            var real = (int)Expected["attention_mask"][index].sum().item<long>();
            int[] Take(string key) => [.. Expected[key][index].data<long>().Take(real).Select(value => (int)value)];
            return new PreparedSample("task", "", Take("input_ids"), Take("labels"), [], [new PreparedPicture(index.ToString(), Picture.FromBytes(default))], IsMemory: false);
        }
    }

    private sealed class GivenPixels(LvlmModel model, Tensor pixels) : VisionFeatures
    {
        public override Tensor Read(IReadOnlyList<PreparedPicture> pictures, long step)
        {
            var rows = tensor(pictures.Select(picture => long.Parse(picture.Sha256)).ToArray());
            return model.VisionTower.Forward(pixels.index_select(0, rows)).flatten(0, 1);
        }
    }
}
