namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Something is wrong at a place that the one who catches it knows.</summary>
internal sealed class JinjaError(string reason) : Exception(reason);
