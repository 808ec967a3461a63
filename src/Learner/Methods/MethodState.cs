using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods;

/// <summary>What a method keeps between tasks, besides adapters.</summary>
public sealed record MethodState
{
    /// <summary>Nothing, as before the first task.</summary>
    public static MethodState Empty { get; } = new();

    /// <summary>Short facts by name, in invariant text.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Tensors by name (float32). The planned tensors of the task just learned are kept by the trainer anyway; a method lists here only
    /// those that it
    /// adds or replaces. Null drops one.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor?> Tensors { get; init; } = new Dictionary<string, Tensor?>();
}
