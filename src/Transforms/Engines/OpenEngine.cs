namespace MlopsCl.Transforms.Engines;

/// <summary>A loaded model.</summary>
/// <param name="Answer">Answers with it.</param>
/// <param name="Featurize">Describes questions with it.</param>
/// <param name="Owner">Holds its memory.</param>
internal sealed record OpenEngine(AnswerBatch Answer, FeaturizeBatch Featurize, IDisposable Owner);
