using System.Globalization;

namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>Names of the method's own tensors.</summary>
internal static class LvlmClTensors
{
    /// <summary>K: the running mean of each task's question features, [tasks, text width].</summary>
    public const string Keys = "lvlm_cl.keys";

    /// <summary>How many question features are in each key, [tasks].</summary>
    public const string Seen = "lvlm_cl.seen";

    /// <summary>Q_TI: the task-invariant feature, [1, text width].</summary>
    public const string Invariant = "lvlm_cl.invariant";

    /// <summary>W_q: in front of the question's feature, [text width, text width].</summary>
    public const string Query = "lvlm_cl.query";

    /// <summary>W_v: projects the mean visual feature, [text width, image width].</summary>
    public const string Visual = "lvlm_cl.visual";

    /// <summary>o_t: what a task's prompt adds to its key, [prompt tokens, text width].</summary>
    /// <param name="task">The task's number, from 0.</param>
    public static string Offset(int task) => "lvlm_cl.offset." + task.ToString(CultureInfo.InvariantCulture);
}
