namespace MlopsCl.Learner;

/// <summary>What answers questions: a base model and what was learned on top of it.</summary>
/// <param name="BaseModelFolder">A checkpoint folder in Hugging Face layout.</param>
/// <param name="AdapterFolder">What <see cref="LearningRequest.OutputFolder"/> held after learning; null for the base model alone.</param>
public sealed record Bundle(string BaseModelFolder, string? AdapterFolder = null);
