namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>Which task's weights of earlier tasks' increments a question uses.</summary>
public enum ContextRow
{
    /// <summary>Those of the tasks that its entries belong to: what later tasks learn does not reach it.</summary>
    Owner,

    /// <summary>Those of the latest task, for every question.</summary>
    Latest,

    /// <summary>None: no earlier task's increments are added.</summary>
    Off,
}
