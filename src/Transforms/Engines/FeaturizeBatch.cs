using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>Describes questions by vectors, in their order.</summary>
/// <param name="questions">At least one.</param>
/// <param name="batchSize">Questions that run through the model together.</param>
/// <param name="cancellation">Stops between batches.</param>
internal delegate IReadOnlyList<float[]> FeaturizeBatch(IReadOnlyList<Question> questions, int batchSize, CancellationToken cancellation);
