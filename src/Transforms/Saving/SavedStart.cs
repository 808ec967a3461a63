namespace MlopsCl.Transforms.Saving;

/// <summary>
/// What the first step of a saved form reads: nothing, since ML.NET's stateful mappings cannot be read around once they read something. Public
/// because ML.NET makes it when a model is loaded; not meant for other use.
/// </summary>
public sealed class SavedStart;
