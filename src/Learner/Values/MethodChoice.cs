namespace MlopsCl.Learner;

/// <summary>A continual-learning method by name, with its options.</summary>
/// <param name="Name">The method's name, such as <c>lvlm-cl</c>.</param>
/// <param name="Options">Option name to value, in invariant text; options that are left out keep their defaults.</param>
public sealed record MethodChoice(string Name, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>A method with default options.</summary>
    /// <param name="name">The method's name.</param>
    public MethodChoice(string name)
        : this(name, new Dictionary<string, string>())
    {
    }
}
