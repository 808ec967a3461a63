using MlopsCl.Learner;

namespace MlopsCl.Transforms.Training;

/// <summary>The learner's door: learns one task and writes what was learned into the request's output folder.</summary>
/// <param name="request">The whole input of the training.</param>
/// <param name="progress">Is told of every step.</param>
/// <param name="cancellation">Stops it after a checkpoint.</param>
internal delegate TrainingReport LearnTask(LearningRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation);
