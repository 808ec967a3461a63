using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>Answers questions together, in their order.</summary>
/// <param name="questions">At least one.</param>
/// <param name="options">How to answer.</param>
/// <param name="cancellation">Stops between tokens.</param>
internal delegate IReadOnlyList<Answer> AnswerBatch(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation);
