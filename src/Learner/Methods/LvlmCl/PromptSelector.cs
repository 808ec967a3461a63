using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>Puts [Q_TS of the chosen task; Q_TI; V_TS] in front of every sequence.</summary>
/// <param name="options">Which of the three, and how many vectors the first has.</param>
/// <param name="tasks">The tasks' names by number, as training knows them.</param>
internal sealed class PromptSelector(LvlmClOptions options, IReadOnlyList<string> tasks) : AdapterSelector
{
    public override int PromptTokens => options.FrontTokens;

    /// <summary>The task whose key is nearest: argmax of cos(tanh q, tanh K).</summary>
    public override Conditioning Select(Instruction instruction, AdapterState adapters) =>
        Front(instruction, Nearest(instruction, adapters), adapters);

    /// <summary>Each sample's own task; memory samples keep theirs.</summary>
    public override Conditioning SelectForTraining(Batch batch, AdapterState adapters) =>
        Front(batch.Instruction, TasksOf(batch, adapters), adapters);

    /// <summary>q = W_q e, [batch, text width].</summary>
    public static Tensor Query(Instruction instruction, AdapterState adapters) => instruction.Text.matmul(adapters[LvlmClTensors.Query].t());

    /// <summary>The number of each sample's task; a memory sample of a task that this method never learned takes the nearest.</summary>
    public long[] TasksOf(Batch batch, AdapterState adapters)
    {
        long[] known = [.. batch.Samples.Select(sample => (long)IndexOf(sample.Task))];
        return known.Contains(-1) ? [.. known.Zip(Nearest(batch.Instruction, adapters), (own, nearest) => own < 0 ? nearest : own)] : known;
    }

    /// <summary>The number of the task whose key is nearest to each question; of equally near ones the first.</summary>
    public static long[] Nearest(Instruction instruction, AdapterState adapters)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var keys = VectorRows.Read(adapters[LvlmClTensors.Keys].tanh());
        var queries = VectorRows.Read(Query(instruction, adapters).tanh());
        return [.. queries.Select(query => (long)Enumerable.Range(0, keys.Length).MaxBy(task => VectorRows.Cosine(query, keys[task])))];
    }

    private int IndexOf(string task)
    {
        for (var index = 0; index < tasks.Count; index++)
        {
            if (tasks[index] == task)
                return index;
        }

        return -1;
    }

    private Conditioning Front(Instruction instruction, long[] chosen, AdapterState adapters)
    {
        if (PromptTokens == 0)
            return Conditioning.None;
        using var scope = NewDisposeScope();
        var (batch, width) = (instruction.Text.shape[0], instruction.Text.shape[1]);
        var parts = new List<Tensor>();
        if (options.HasTaskPrompt)
            parts.Add(TaskPrompts(chosen, adapters));                                                                       // [batch, prompt tokens, width]
        if (options.HasInvariantPrompt)
            parts.Add(adapters[LvlmClTensors.Invariant].expand(batch, width).unsqueeze(1));                                 // [batch, 1, width]
        if (options.HasVisualPrompt)
            parts.Add(instruction.Image.matmul(adapters[LvlmClTensors.Visual].t()).unsqueeze(1));                           // [batch, 1, width]
        return new Conditioning { Prompt = cat(parts, 1).MoveToOuterDisposeScope() };
    }

    private static Tensor TaskPrompts(long[] chosen, AdapterState adapters)
    {
        var keys = adapters[LvlmClTensors.Keys];
        var offsets = stack(Enumerable.Range(0, (int)keys.shape[0]).Select(task => adapters[LvlmClTensors.Offset(task)]));  // [tasks, prompt tokens, width]
        var prompts = keys.unsqueeze(1) + offsets;
        return prompts.index_select(0, tensor(chosen, device: keys.device));
    }
}
