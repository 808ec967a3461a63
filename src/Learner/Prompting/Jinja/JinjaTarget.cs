namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What is assigned to.</summary>
internal abstract record JinjaTarget
{
    /// <summary>A variable.</summary>
    internal sealed record Variable(string Id) : JinjaTarget;

    /// <summary>A namespace's member.</summary>
    internal sealed record Member(string Namespace, string Id) : JinjaTarget;

    /// <summary>Several, each to an element of the value.</summary>
    internal sealed record Several(IReadOnlyList<JinjaTarget> Parts) : JinjaTarget;
}
