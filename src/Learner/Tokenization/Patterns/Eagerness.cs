namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>How a repetition takes its times.</summary>
internal enum Eagerness
{
    /// <summary>As many as fit, fewer when the rest needs it.</summary>
    Greedy,

    /// <summary>As few as fit, more when the rest needs it.</summary>
    Lazy,

    /// <summary>As many as fit, never fewer.</summary>
    Possessive,
}
