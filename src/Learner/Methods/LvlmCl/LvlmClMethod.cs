using System.Text.Json;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>
/// LVLM-CL (OpenReview JIlIYIHMuv, 2024; prototypes and memory loss after VQACL, Zhang et al., 2023). A shared LoRA learns with a memory
/// bank; in
/// front of every sequence stand a prompt computed from the task's questions (Q_TS = K_t + o_t), a feature common to all tasks (Q_TI) and a
/// projected visual feature (V_TS). In answering, the task is the one whose key is nearest to the question. Prompts of earlier tasks are
/// frozen.
/// </summary>
/// <param name="options">The options.</param>
public sealed class LvlmClMethod(LvlmClOptions options) : ContinualMethod
{
    private const string TasksValue = "tasks";
    private List<string> _tasks = [];
    private int _current;
    private PromptSelector _selector = new(options, []);
    private RunningFeatures _features = new(0);
    private AdapterState _adapters = AdapterState.None;

    /// <inheritdoc/>
    public override AdapterSelector Selector => _selector;

    /// <inheritdoc/>
    public override AdapterPlan Plan(LearningContext context)
    {
        _tasks = ReadTasks(context.State);
        _current = _tasks.IndexOf(context.Task);
        if (_current < 0)
        {
            _current = _tasks.Count;
            _tasks.Add(context.Task);
        }

        _selector = new PromptSelector(options, _tasks);
        _features = new RunningFeatures(_current);
        return AdapterPlan.Lora with { Tensors = [.. PlanShared(context), .. PlanOffsets(context)] };
    }

    /// <inheritdoc/>
    public override IBatchSource Begin(LearningContext context, IBatchSource batches)
    {
        _adapters = context.Adapters;
        BeginFeatures(context);
        return options.MemoryMix switch
        {
            MemoryMix.None => batches,
            MemoryMix.Balanced => Mixed(context, options.MemoryShare / (1 - options.MemoryShare), drawsTasksEqually: true),
            _ => Mixed(context, ratio: 0, drawsTasksEqually: false),
        };
    }

    /// <summary>
    /// The memory loss: lambda times the mean squared distance of questions' features to their tasks' keys. Its gradient reaches W_q alone.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor? Penalty(Batch batch, Prediction prediction)
    {
        var instruction = batch.Instruction;
        using var scope = NewDisposeScope();
        var query = PromptSelector.Query(instruction, _adapters);                             // [batch, width]
        var tasks = _selector.TasksOf(batch, _adapters);
        _features.Observe(VectorRows.Read(query), tasks);
        if (options.Lambda == 0)
            return null;
        var keys = _adapters[LvlmClTensors.Keys].index_select(0, tensor(tasks, device: query.device));
        return ((query - keys).square().sum(1).mean() * options.Lambda).MoveToOuterDisposeScope();
    }

    /// <summary>Moves the running means: the current task's key, and the task-invariant feature if it moves with every step.</summary>
    /// <inheritdoc/>
    public override void AdjustGradients(AdapterState adapters)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _features.MoveKey(adapters);
        if (options.InvariantUpdate == InvariantUpdate.Step)
            _features.MoveInvariant(adapters, options.Alpha);
        _features.Clear();
    }

    /// <inheritdoc/>
    public override MethodState End(LearningContext context, IBatchSource batches) =>
        new() { Values = new Dictionary<string, string> { [TasksValue] = JsonSerializer.Serialize(_tasks) } };

    private static List<string> ReadTasks(MethodState state) =>
        state.Values.TryGetValue(TasksValue, out var names) ? JsonSerializer.Deserialize<List<string>>(names) ?? [] : [];

    private IEnumerable<PlannedTensor> PlanShared(LearningContext context)
    {
        long width = context.TextWidth, imageWidth = context.ImageWidth;
        var identity = new float[width * width];
        for (var i = 0L; i < width; i++)
            identity[i * width + i] = 1;
        var visual = new SeededRandom(context.Seed, "lvlm-cl visual").Uniforms(width * imageWidth, 1 / Math.Sqrt(imageWidth));
        yield return new PlannedTensor(LvlmClTensors.Keys, [_tasks.Count, width], IsTrained: false);
        yield return new PlannedTensor(LvlmClTensors.Seen, [_tasks.Count], IsTrained: false);
        yield return new PlannedTensor(LvlmClTensors.Invariant, [1, width], IsTrained: false);
        yield return new PlannedTensor(LvlmClTensors.Query, [width, width], options.TrainsQuery && options.Lambda > 0, identity) { IsDecayed = false };
        yield return new PlannedTensor(LvlmClTensors.Visual, [width, imageWidth], options.HasVisualPrompt, visual);
    }

    private IEnumerable<PlannedTensor> PlanOffsets(LearningContext context) => Enumerable.Range(0, _tasks.Count).Select(task =>
        new PlannedTensor(LvlmClTensors.Offset(task), [options.PromptTokens, context.TextWidth], options.HasTaskPrompt && task == _current));

    // The key begins as the mean over the task's questions, each sample seen once.
    private void BeginFeatures(LearningContext context)
    {
        var questions = QuestionCount.Of(context.Samples);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var queries = VectorRows.Read(PromptSelector.Query(context.ReadInstructions([.. questions.Select(question => question.Sample)]), _adapters));
        var mean = VectorRows.Mean(queries, [.. questions.Select(question => question.Count)]);
        var isFirst = _adapters[LvlmClTensors.Seen].sum().item<float>() == 0;
        if (_adapters[LvlmClTensors.Seen].select(0, _current).item<float>() == 0)
        {
            _adapters[LvlmClTensors.Keys].select(0, _current).copy_(tensor(mean, device: _adapters[LvlmClTensors.Keys].device));
            _adapters[LvlmClTensors.Seen].select(0, _current).fill_(context.Samples.Count);
        }

        if (isFirst || options.InvariantUpdate == InvariantUpdate.Task)
            RunningFeatures.Blend(_adapters, mean, isFirst ? 0 : options.Alpha);
    }

    private static MixedBatchSource Mixed(LearningContext context, double ratio, bool drawsTasksEqually) =>
        new(context.Samples, context.Memory, context.Training.BatchSize, ratio, context.Seed, drawsTasksEqually);
}
