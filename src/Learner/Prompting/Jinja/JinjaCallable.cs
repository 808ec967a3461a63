namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Something that can be called: a function, a method, a macro.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Call">What it does.</param>
internal sealed record JinjaCallable(string Name, Func<JinjaCall, object?> Call);
