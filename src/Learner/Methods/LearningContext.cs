using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Randomness;

namespace MlopsCl.Learner.Methods;

/// <summary>One task as a method sees it.</summary>
public sealed class LearningContext
{
    private readonly Func<IReadOnlyList<PreparedSample>, Instruction> _readInstructions;
    private AdapterState? _adapters;

    internal LearningContext(Func<IReadOnlyList<PreparedSample>, Instruction> readInstructions) => _readInstructions = readInstructions;

    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The tasks that were learned before, oldest first.</summary>
    public required IReadOnlyList<string> EarlierTasks { get; init; }

    /// <summary>The method's state after the task before.</summary>
    public required MethodState State { get; init; }

    /// <summary>The new task's samples.</summary>
    public required IReadOnlyList<PreparedSample> Samples { get; init; }

    /// <summary>The memory bank's samples of earlier tasks.</summary>
    public required IReadOnlyList<PreparedSample> Memory { get; init; }

    /// <summary>How the task is learned.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>The run's seed; derive random numbers with <see cref="SeededRandom"/>.</summary>
    public required long Seed { get; init; }

    /// <summary>Width of the decoder's hidden states.</summary>
    public required int TextWidth { get; init; }

    /// <summary>Width of the vision tower's features.</summary>
    public required int ImageWidth { get; init; }

    /// <summary>The adapters, from <see cref="ContinualMethod.Begin"/> on.</summary>
    /// <exception cref="InvalidOperationException">They do not exist yet.</exception>
    public AdapterState Adapters
    {
        get => _adapters ?? throw new InvalidOperationException(
            "Adapters exist from Begin on; in Plan describe them in the returned AdapterPlan instead.");
        internal set => _adapters = value;
    }

    /// <summary>The features of samples' questions, in the samples' order, without gradient.</summary>
    /// <param name="samples">At least one sample.</param>
    public Instruction ReadInstructions(IReadOnlyList<PreparedSample> samples) => _readInstructions(samples);
}
