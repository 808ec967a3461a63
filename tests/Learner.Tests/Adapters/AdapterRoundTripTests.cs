using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>Adapters of many settings at once, through the files that PEFT reads, and through the weights.</summary>
public sealed class AdapterRoundTripTests
{
    private static readonly LowRankGroup Plain = new() { Targets = [], Rank = 4, Alpha = 6 };

    private static readonly Dictionary<string, LowRankGroup> Groups = new()
    {
        ["everything, DoRA, rsLoRA"] = Plain with
        {
            Modules = new ModuleSelection { Pattern = ModuleSelection.AllLinear }, HasMagnitude = true, IsRankStabilized = true,
        },
        ["everything beside a whole projector"] = Plain with
        {
            Modules = new ModuleSelection { Pattern = ModuleSelection.AllLinear }, SavedModules = ["multi_modal_projector"],
        },
        ["tower and projector, ranks, a whole matrix"] = Plain with
        {
            Modules = new ModuleSelection { Names = ["q_proj", "fc1", "out_proj", "linear_1"] },
            HasMagnitude = true,
            RankPattern = [new(@"encoder\.layers\.0\.mlp\.fc1", 7), new("q_proj", 2)],
            AlphaPattern = [new("linear_1", 3.5)],
            SavedModules = ["linear_2"],
        },
        ["one layer, without the tower"] = Plain with
        {
            Modules = new ModuleSelection { Names = ["v_proj", "down_proj"], Layers = [1], LayerPatterns = ["layers"], ExcludedPattern = ".*vision_tower.*" },
        },
        ["a pattern"] = Plain with
        {
            Modules = new ModuleSelection
            {
                Pattern = @".*language_model.*\.(?:0|2)\..*(gate|up)_proj",
            }, IsRankStabilized = true, AlphaPattern = [new(@"layers\.2\..*", 1)],
        },
    };

    public static TheoryData<string, int> Cases => new()
    {
        { "everything, DoRA, rsLoRA", (3 * 7) + (4 * 6) + 2 }, { "everything beside a whole projector", (3 * 7) + (4 * 6) },
        { "tower and projector, ranks, a whole matrix", 3 + 4 + 4 + 4 + 1 },
        { "one layer, without the tower", 2 }, { "a pattern", 4 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnAdapter_WrittenAndReadAsPeftsOwn_MergedAndTakenOut_ComputesTheSame(string name, int matrices)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var run = new PeftRun("peft-lora", "start");
        using var adapters = Random(run.Model, Groups[name]);
        Assert.Equal(matrices, adapters.Matrices.Count());
        var (bare, expected) = (run.Logits(AdapterState.None), run.Logits(adapters));
        Assert.True((bare - expected).abs().max().item<float>() > 0.01, "the adapter must change something");

        var written = folder.File("adapter");
        var record = new MethodRecord("sequential", new Dictionary<string, string>(), ["task"], "", [Groups[name]], new Dictionary<string, string>());
        AdapterFolder.Write(written, record, adapters.Tensors, "llava");
        File.Delete(Path.Combine(written, "method.json"));
        File.Delete(Path.Combine(written, "method.safetensors"));
        using var read = AdapterFolder.Read(written, CPU).For(run.Model.Config, written).ToState();
        Assert.Equal(adapters.Tensors.Keys, read.Tensors.Keys);
        Close.Assert(expected, run.Logits(read), 1e-6, "logits of what was read");

        using var merged = MergedAdapters.Merge(run.Model, read);
        Close.Assert(expected, run.Logits(AdapterState.None), 3e-5, "logits of the merged model");
        merged.Unmerge();
        Close.Assert(bare, run.Logits(AdapterState.None), 3e-5, "logits of the model after unmerging");
    }

    // As after some training: nothing is zero any more.
    private static AdapterState Random(LvlmModel model, LowRankGroup group)
    {
        var adapters = AdapterFactory.Create([group], [], model, new Dictionary<string, Tensor>(), seed: 3);
        using var noGradient = no_grad();
        using var generator = new Generator(4);
        foreach (var name in adapters.Trained)
        {
            using var scope = NewDisposeScope();
            adapters.Set(name, adapters[name] + (randn(adapters[name].shape, generator: generator) * 0.02));
        }

        return adapters;
    }
}
