namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>How often the task-invariant feature moves.</summary>
public enum InvariantUpdate
{
    /// <summary>After every step, towards the mean of the step's questions, memory included.</summary>
    Step,

    /// <summary>Once at the beginning of each task, towards the mean of the task's questions.</summary>
    Task,
}
