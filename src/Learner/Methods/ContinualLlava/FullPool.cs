namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>What happens when a question needs unused entries and there are none.</summary>
public enum FullPool
{
    /// <summary>The pool grows.</summary>
    Grow,

    /// <summary>The question shares the nearest entries.</summary>
    Share,
}
