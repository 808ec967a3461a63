using System.Globalization;

namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>Names of the method's groups and own tensors.</summary>
internal static class PoolTensors
{
    /// <summary>The group of the pool's entries.</summary>
    public const string Pool = "pool";

    /// <summary>The group of snapshots: entries as they were at the end of each task.</summary>
    public const string Context = "context";

    /// <summary>Keys, [entries, text width].</summary>
    public const string Keys = "continual_llava.keys";

    /// <summary>Number from 1 of the latest task that took each entry, 0 for an unused one, [entries].</summary>
    public const string Owners = "continual_llava.owners";

    /// <summary>What is subtracted before comparing, [1, text width].</summary>
    public const string Centre = "continual_llava.centre";

    /// <summary>Number from 1 of each snapshot's task, [snapshots].</summary>
    public const string SnapshotTasks = "continual_llava.snapshot_tasks";

    /// <summary>The pool's entry that each snapshot was taken of, [snapshots].</summary>
    public const string SnapshotEntries = "continual_llava.snapshot_entries";

    /// <summary>Mean weight of each snapshot's entry over the task's samples, [snapshots].</summary>
    public const string SnapshotShares = "continual_llava.snapshot_shares";

    /// <summary>w: logits of the weights that a task gives to the tasks before and, last, to itself, [task].</summary>
    /// <param name="task">The task's number, from 1.</param>
    public static string Row(int task) => "continual_llava.context." + task.ToString(CultureInfo.InvariantCulture);
}
