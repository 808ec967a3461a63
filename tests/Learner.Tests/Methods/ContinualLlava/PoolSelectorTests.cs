using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.ContinualLlava;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Methods.ContinualLlava;

/// <summary>Expected numbers: NumPy with dense matrices (Fixtures/methods/make.py).</summary>
public sealed class PoolSelectorTests
{
    private const string Matrix = "layers.0.self_attn.o_proj";
    private static readonly Expected Numbers = new("continual_llava");
    private static readonly ContinualLlavaOptions Options = new() { Chosen = 2 };

    [Fact]
    public void Select_OfThreeQuestions_WeighsEntriesAndSnapshotsAsDenseReferenceDoes()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var gates = new PoolSelector(Options, task: 0).Select(Instruction(), adapters).Gates;
        Close.Assert(Numbers.Tensor("pool_gate"), gates[PoolTensors.Pool], 1e-6, "pool");
        Close.Assert(Numbers.Tensor("context_gate"), gates[PoolTensors.Context], 1e-6, "context");
    }

    [Fact]
    public void Select_WithLatestContext_UsesLatestTasksWeightsForEveryQuestion()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var gates = new PoolSelector(Options with { Context = ContextRow.Latest }, task: 0).Select(Instruction(), adapters).Gates;
        Close.Assert(Numbers.Tensor("training_context_gate"), gates[PoolTensors.Context], 1e-6, "context");
    }

    [Fact]
    public void SelectForTraining_InThirdTask_UsesThatTasksWeightsForEverySample()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var gates = new PoolSelector(Options, task: 3).SelectForTraining(TrainingBatch(), adapters).Gates;
        Close.Assert(Numbers.Tensor("training_context_gate"), gates[PoolTensors.Context], 1e-6, "context");
    }

    [Fact]
    public void AddTo_WithChosenEntries_EqualsDenseIncrements()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var conditioning = new PoolSelector(Options, task: 0).Select(Instruction(), adapters);
        var pass = AdapterPass.Over(adapters, conditioning, batch: 3, Numbers["length"].GetInt64());
        var increments = pass.Multiply(Matrix, zeros(4, 5), null, Numbers.Tensor("input"));
        Close.Assert(Numbers.Tensor("output"), Numbers.Tensor("product") + increments, 3e-5, "output");
    }

    [Fact]
    public void Backward_ThroughChosenEntries_GivesUnchosenOnesNoGradientAtAll()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters("pool");
        var instruction = new Instruction(Numbers.Tensor("text").narrow(0, 0, 1), zeros(1, 4));
        var conditioning = new PoolSelector(Options, task: 0).Select(instruction, adapters);
        var pass = AdapterPass.Over(adapters, conditioning, batch: 1, length: 2);
        pass.Multiply(Matrix, ones(4, 5), null, Numbers.Tensor("input").narrow(0, 0, 2)).square().sum().backward();
        var rank = Numbers["rank"].GetInt32();
        var perEntry = adapters[adapters.Groups[0].DownName(Matrix)].grad!.abs().view(6, rank, -1).sum([1, 2]).data<float>().ToArray();
        int[] chosen = [.. Numbers["choices"][0].EnumerateArray().Select(entry => entry.GetInt32())];
        Assert.All(Enumerable.Range(0, 6), entry => Assert.Equal(chosen.Contains(entry), perEntry[entry] > 0));
    }

    [Fact]
    public void Penalty_OfStageWithoutAnswers_IsMeanDistanceOfChosenKeys()
    {
        using var scope = NewDisposeScope();
        using var adapters = Adapters();
        var samples = Three();
        var tables = new[] { PoolTensors.Keys, PoolTensors.Owners, PoolTensors.Centre };
        var context = new LearningContext(_ => Instruction())
        {
            Task = "fourth", EarlierTasks = ["first", "second", "third"], Memory = [], Training = new(), Seed = 0, TextWidth = 4, ImageWidth = 4,
            Samples = samples,
            State = new()
            {
                Values = new Dictionary<string, string> { ["tasks"] = "3" }, Tensors = tables.ToDictionary(name => name, name => (Tensor?)adapters[name]),
            },
            Adapters = adapters,
        };
        var method = new ContinualLlavaMethod(Options with { Allocation = Allocation.Cosine, Context = ContextRow.Off });
        method.Plan(context);
        Assert.Equal(["keys", "answers"], method.Stages.Select(stage => stage.Name));
        method.Begin(context, new SampleBatchSource(samples, 3, seed: 0));
        Assert.Equal(Numbers["alignment"].GetSingle(), method.Penalty(TrainingBatch(), new Prediction(Conditioning.None))!.item<float>(), 1e-6f);
    }

    private static PreparedSample[] Three() => [Samples.Of("t", [5]), Samples.Of("t", [6]), Samples.Of("t", [7])];

    private static Batch TrainingBatch() => new(Three(), zeros(3, 2, ScalarType.Int64), Instruction)
    {
        AnswerRows = zeros(0, ScalarType.Int64),
        AnswerLabels = zeros(0, ScalarType.Int64),
    };

    private static Instruction Instruction() => new(Numbers.Tensor("text"), zeros(3, 4));

    private static AdapterState Adapters(params string[] trained)
    {
        var pool = new LowRankGroup
        {
            Name = PoolTensors.Pool, Targets = ["o_proj"], Rank = Numbers["rank"].GetInt32(), Entries = 6, IsGated = true,
            Alpha = Numbers["rank"].GetInt32() * Numbers["scale"].GetDouble(),
        };
        var context = pool with { Name = PoolTensors.Context, Entries = 4 };
        var tensors = new Dictionary<string, Tensor>
        {
            [PoolTensors.Keys] = Numbers.Tensor("keys"),
            [PoolTensors.Owners] = Numbers.Tensor("owners"),
            [PoolTensors.Centre] = zeros(1, 4),
            [PoolTensors.SnapshotTasks] = Numbers.Tensor("snapshot_tasks"),
            [PoolTensors.SnapshotEntries] = Numbers.Tensor("snapshot_entries"),
            [PoolTensors.SnapshotShares] = Numbers.Tensor("snapshot_shares"),
            [pool.DownName(Matrix)] = Numbers.Tensor("down"),
            [pool.UpName(Matrix)] = Numbers.Tensor("up"),
            [context.DownName(Matrix)] = Numbers.Tensor("snapshot_down"),
            [context.UpName(Matrix)] = Numbers.Tensor("snapshot_up"),
        };
        for (var task = 1; task <= 3; task++)
            tensors[PoolTensors.Row(task)] = Expected.ToTensor(Numbers["rows"].GetProperty(FormattableString.Invariant($"{task}")));
        return new AdapterState([pool, context], tensors, trained.Length == 0 ? [] : [pool.DownName(Matrix), pool.UpName(Matrix)]);
    }
}
