using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>Expected numbers: by hand.</summary>
public sealed class AdapterPassTests
{
    private const string Matrix = "m";
    private static readonly LowRankGroup Group = new() { Rank = 1, Alpha = 2, Targets = [] };

    // W = [3 4; 0 1], B A = [0.5; 1] [1 0], scale 2: W + scale B A = [4 4; 2 1], with rows of length sqrt(32) and sqrt(5).
    [Fact]
    public void Multiply_WithMagnitudes_TurnsRowsAndGivesThemTheirLengths()
    {
        using var scope = NewDisposeScope();
        using var state = State(Group with { HasMagnitude = true });
        var product = AdapterPass.OverPictures(state).Multiply(Matrix, Weight(), tensor(new float[] { 10, 20 }), tensor(new float[] { 1, 1 }, [1, 2]));
        Close.Assert(tensor(new[] { (float)(10 + 8 * 2 / Math.Sqrt(32)), (float)(20 + 3 * 6 / Math.Sqrt(5)) }, [1, 2]), product, 1e-5, "DoRA");
    }

    [Fact]
    public void Multiply_WithRankStabilisation_DividesByTheRoot()
    {
        Assert.Equal(1, (Group with { Rank = 4, IsRankStabilized = true }).Scale);
        Assert.Equal(0.5, (Group with { Rank = 4 }).Scale);
    }

    [Fact]
    public void Multiply_WithDropout_DropsTheInputOfTheIncrementOnlyAndOnlyInTraining()
    {
        using var scope = NewDisposeScope();
        using var state = State(Group with { Dropout = 0.25 }, seed: 5);
        var input = ones(4000, 2);
        var plain = AdapterPass.OverPictures(state).Multiply(Matrix, Weight(), null, input);
        Close.Assert(tensor(new float[] { 8, 3 }, [1, 2]).expand(4000, 2), plain, 1e-6, "answering");
        var dropped = AdapterPass.OverPictures(state, draw: 7).Multiply(Matrix, Weight(), null, input);
        var increment = (dropped - tensor(new float[] { 7, 1 }, [1, 2])).select(1, 0);            // 0, or 1 / 0.75
        var kept = increment.gt(0.5f).to_type(ScalarType.Float32);
        Close.Assert(kept / 0.75, increment, 1e-5, "what is kept is scaled up");
        Assert.InRange(kept.mean().item<float>(), 0.72f, 0.78f);                                  // 0.75, deviation 0.007
        Close.Assert(dropped, AdapterPass.OverPictures(state, draw: 7).Multiply(Matrix, Weight(), null, input), 0, "the same step again");
        Assert.NotEqual(0, (dropped - AdapterPass.OverPictures(state, draw: 8).Multiply(Matrix, Weight(), null, input)).abs().max().item<float>());
    }

    [Fact]
    public void Multiply_WithMagnitudesAndDropout_AddsTheTurnOfWhatIsKeptToTheWholeProduct()
    {
        using var scope = NewDisposeScope();
        using var state = State(Group with { HasMagnitude = true, Dropout = 0.5 }, seed: 5);
        var input = ones(64, 2);
        var product = AdapterPass.OverPictures(state, draw: 3).Multiply(Matrix, Weight(), null, input);
        var kept = new DropoutDraw(5, 3).Apply(Matrix, 0.5, input);
        var turned = kept.matmul(tensor(new float[] { 4, 4, 2, 1 }, [2, 2]).t()) * tensor(new[] { (float)(2 / Math.Sqrt(32)), (float)(6 / Math.Sqrt(5)) });
        Close.Assert(input.matmul(Weight().t()) + turned - kept.matmul(Weight().t()), product, 1e-5, "DoRA with dropout");
    }

    [Fact]
    public void Create_OfAnyVariant_BeginsWithoutChangingTheModel()
    {
        using var scope = NewDisposeScope();
        using var run = new PeftRun("peft-lora", "start");
        var group = Group with { Modules = new ModuleSelection { Pattern = "all-linear" }, HasMagnitude = true, SavedModules = ["linear_1"] };
        using var adapters = AdapterFactory.Create([group], [], run.Model, new Dictionary<string, Tensor>(), seed: 1);
        Assert.Equal(46 * 3 + 2, adapters.Trained.Count);
        Close.Assert(run.Logits(AdapterState.None), run.Logits(adapters), 3e-5, "logits before the first step");
    }

    private static Tensor Weight() => tensor(new float[] { 3, 4, 0, 1 }, [2, 2]);

    private static AdapterState State(LowRankGroup group, long seed = 0)
    {
        var tensors = new Dictionary<string, Tensor>
        {
            [group.DownName(Matrix)] = tensor(new float[] { 1, 0 }, [1, 2]),
            [group.UpName(Matrix)] = tensor(new float[] { 0.5f, 1 }, [2, 1]),
        };
        if (group.HasMagnitude)
            tensors[group.MagnitudeName(Matrix)] = tensor(new float[] { 2, 6 });
        return new AdapterState([group], tensors, []) { Seed = seed };
    }
}
