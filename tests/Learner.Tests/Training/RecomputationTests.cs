using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Tests.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Training;

/// <summary>Layers that run again for their gradients give what layers give that keep everything.</summary>
public sealed class RecomputationTests
{
    [Theory]
    [InlineData("peft-lora")]
    [InlineData("peft-dora")]
    [InlineData("peft-lora-projector-ranks")]
    public void Accumulate_WithAndWithoutRecomputation_GivesTheSameLossAndGradients(string fixture)
    {
        using var scope = NewDisposeScope();
        using var keeping = new PeftRun(fixture, "start");
        using var recomputing = new PeftRun(fixture, "start", recomputes: true);
        Assert.Equal(keeping.Accumulate(0), recomputing.Accumulate(0));
        var compared = 0;
        foreach (var name in keeping.Adapters.Trained.Where(name => keeping.Adapters[name].grad is not null))
        {
            Close.Assert(keeping.Adapters[name].grad!, recomputing.Adapters[name].grad!, 0, $"gradient of {name}");
            compared++;
        }

        Assert.InRange(compared, 20, keeping.Adapters.Trained.Count);
        Assert.All(recomputing.Model.Weights.All.Values, weight => Assert.True(weight.grad is null));
    }

    // Prompt vectors and a penalty on hidden states; gates with a gradient of their own; dropout.
    [Theory]
    [InlineData("sequential", 0)]
    [InlineData("sequential", 0.3)]
    [InlineData("lvlm-cl", 0)]
    [InlineData("continual-llava", 0)]
    public void Run_WithGradientCheckpointing_EndsWithTheSameBytes(string method, double dropout)
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder, "keeping") with { Method = new MethodChoice(method) };
        request = request with { Training = request.Training with { LoraDropout = dropout } };
        var expected = Learning.Run(request, null, CancellationToken.None);
        var actual = Learning.Run(
            request with
            {
                OutputFolder = folder.File("recomputing"), Training = request.Training with { GradientCheckpointing = true },
            }, null, CancellationToken.None);
        Assert.Equal(expected.Losses, actual.Losses);
        foreach (var file in new[] { "adapter_model.safetensors", "method.safetensors" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(request.OutputFolder, file)), File.ReadAllBytes(folder.File($"recomputing/{file}")));
    }

    [Fact]
    public void Run_OfManySteps_LeavesNoTensorBehind()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder, "warm");
        request = request with { Training = request.Training with { GradientCheckpointing = true } };
        Learning.Run(request, null, CancellationToken.None);
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Learning.Run(request with { OutputFolder = folder.File("again") }, null, CancellationToken.None);
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(0)]
    public void Forward_KeepsNoGraphBelowTheFirstTrainedLayer(int first)
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        using var adapters = QueryAdapters(first);
        var ids = arange(12, dtype: ScalarType.Int64);
        var trace = new List<Tensor>();
        var pass = model.WholeSequences(1, 12, AdapterPass.Over(adapters, Conditioning.None, 1, 12)) with { Trace = trace };
        model.Decoder.Forward(model.Decoder.Embed(ids), pass);
        Assert.Equal(Enumerable.Range(0, 4).Select(state => state > first), trace.Select(state => state.requires_grad));

        using var recomputation = new LayerRecomputation();
        model.Decoder.Forward(model.Decoder.Embed(ids), pass with { Trace = null, Recomputation = recomputation });
        Assert.Equal(3 - first, recomputation.Count);
    }

    private static AdapterState QueryAdapters(int layer)
    {
        var group = new LowRankGroup { Rank = 2, Alpha = 4, Targets = ["q_proj"] };
        var matrix = $"model.language_model.layers.{layer}.self_attn.q_proj";
        var tensors = new Dictionary<string, Tensor>
        {
            [group.DownName(matrix)] = ones(2, 64).DetachFromDisposeScope(),
            [group.UpName(matrix)] = ones(64, 2).DetachFromDisposeScope(),
        };
        return new AdapterState([group], tensors, tensors.Keys);
    }
}
