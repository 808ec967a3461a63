using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.LvlmCl;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Methods.LvlmCl;

/// <summary>Expected numbers: NumPy (Fixtures/methods/make.py).</summary>
public sealed class PromptSelectorTests
{
    private static readonly Expected Numbers = new("lvlm_cl");

    [Fact]
    public void Select_WithoutTaskId_PutsPromptOfNearestKeyInFront()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var instruction = Instruction();
        Assert.Equal(Numbers["chosen"].EnumerateArray().Select(task => task.GetInt64()), PromptSelector.Nearest(instruction, adapters));
        Close.Assert(Numbers.Tensor("prompt"), Selector().Select(instruction, adapters).Prompt!, 1e-6, "prompt");
    }

    [Fact]
    public void SelectForTraining_WithMemoryOfAnotherTask_PutsEachSamplesOwnPromptInFront()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        Close.Assert(Numbers.Tensor("training_prompt"), Selector().SelectForTraining(TrainingBatch(), adapters).Prompt!, 1e-6, "prompt");
    }

    [Fact]
    public void SelectForTraining_OfTaskNeverLearned_TakesNearestKey()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var stranger = new PromptSelector(Options, ["another", "and another"]);
        Close.Assert(Numbers.Tensor("prompt"), stranger.SelectForTraining(TrainingBatch(), adapters).Prompt!, 1e-6, "prompt");
    }

    [Theory]
    [InlineData(true, true, false, 0, 1, 2)]
    [InlineData(true, false, true, 0, 1, 3)]
    [InlineData(false, true, true, 2, 3)]
    [InlineData(false, false, true, 3)]
    public void Select_WithPartsOff_LeavesTheirVectorsOut(bool task, bool invariant, bool visual, params int[] kept)
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var selector = new PromptSelector(Options with { HasTaskPrompt = task, HasInvariantPrompt = invariant, HasVisualPrompt = visual }, []);
        Assert.Equal(kept.Length, selector.PromptTokens);
        var expected = Numbers.Tensor("prompt").index_select(1, tensor(kept.Select(slot => (long)slot).ToArray()));
        Close.Assert(expected, selector.Select(Instruction(), adapters).Prompt!, 1e-6, "prompt");
    }

    [Fact]
    public void Select_WithAllPartsOff_GivesNoPrompt()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var selector = new PromptSelector(Options with { HasTaskPrompt = false, HasInvariantPrompt = false, HasVisualPrompt = false }, []);
        Assert.Equal(0, selector.PromptTokens);
        Assert.Null(selector.Select(Instruction(), adapters).Prompt);
    }

    [Fact]
    public void RunningFeatures_AfterBatchOfTwoTasks_MoveOwnKeyAndInvariantOnly()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var earlier = adapters[LvlmClTensors.Keys].select(0, 0).clone();
        var features = new RunningFeatures(task: 1);
        using (no_grad())
        {
            features.Observe(VectorRows.Read(PromptSelector.Query(Instruction(), adapters)), [0, 1, 1]);
            features.MoveKey(adapters);
            features.MoveInvariant(adapters, alpha: 0.5);
        }

        Assert.True(earlier.Equals(adapters[LvlmClTensors.Keys].select(0, 0)));
        Close.Assert(Numbers.Tensor("moved_key"), adapters[LvlmClTensors.Keys].select(0, 1), 1e-6, "key");
        Close.Assert(Numbers.Tensor("moved_invariant"), adapters[LvlmClTensors.Invariant].select(0, 0), 1e-6, "invariant");
        Assert.Equal(Numbers["moved_seen"].GetSingle(), adapters[LvlmClTensors.Seen].select(0, 1).item<float>());
    }

    [Fact]
    public void Penalty_OfQuestionsOfTwoTasks_IsMemoryLossAndReachesTheQueryAlone()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters(LvlmClTensors.Query);
        var context = new LearningContext(_ => Instruction())
        {
            Task = "second", EarlierTasks = ["first"], Memory = [], Training = new(), Seed = 0, TextWidth = 4, ImageWidth = 5,
            Samples = [Samples.Of("second", [6]), Samples.Of("second", [7]), Samples.Of("second", [8])],
            State = new() { Values = new Dictionary<string, string> { ["tasks"] = """["first","second"]""" } },
            Adapters = adapters,
        };
        var method = new LvlmClMethod(Options);
        method.Plan(context);
        method.Begin(context, new SampleBatchSource(context.Samples, 3, seed: 0));
        var loss = method.Penalty(TrainingBatch(), new Prediction(Conditioning.None))!;
        Assert.Equal(Numbers["penalty"].GetSingle(), loss.item<float>(), 1e-6f);
        loss.backward();
        Close.Assert(Numbers.Tensor("query_gradient"), adapters[LvlmClTensors.Query].grad!, 1e-6, "gradient");
    }

    private static LvlmClOptions Options => new() { PromptTokens = 2 };

    private static PromptSelector Selector() => new(Options, ["first", "second"]);

    private static Instruction Instruction() => new(Numbers.Tensor("text"), Numbers.Tensor("image"));

    private static Batch TrainingBatch() => new(
        [Samples.Of("first", [5], isMemory: true), Samples.Of("second", [6]), Samples.Of("second", [7])], zeros(3, 2, ScalarType.Int64), Instruction)
    {
        AnswerRows = zeros(0, ScalarType.Int64),
        AnswerLabels = zeros(0, ScalarType.Int64),
    };

    private static AdapterState Adapters(params string[] trained)
    {
        var tensors = new Dictionary<string, Tensor>
        {
            [LvlmClTensors.Keys] = Numbers.Tensor("keys"),
            [LvlmClTensors.Seen] = Numbers.Tensor("seen"),
            [LvlmClTensors.Invariant] = Numbers.Tensor("invariant"),
            [LvlmClTensors.Query] = Numbers.Tensor("query"),
            [LvlmClTensors.Visual] = Numbers.Tensor("visual"),
            [LvlmClTensors.Offset(0)] = Numbers.Tensor("offsets").select(0, 0),
            [LvlmClTensors.Offset(1)] = Numbers.Tensor("offsets").select(0, 1),
        };
        return new AdapterState([], tensors, trained);
    }
}
