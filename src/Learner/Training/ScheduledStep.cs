using MlopsCl.Learner.Methods;

namespace MlopsCl.Learner.Training;

/// <summary>One optimizer step.</summary>
/// <param name="Stage">The stage that it belongs to.</param>
/// <param name="Index">Its number over all stages, from 0.</param>
/// <param name="InStage">Its number in the stage, from 0.</param>
/// <param name="Epoch">The epoch, counted over all stages.</param>
/// <param name="FirstBatch">The first batch of the epoch that it takes.</param>
/// <param name="Batches">How many batches it takes.</param>
/// <param name="LearningRate">Its learning rate.</param>
internal sealed record ScheduledStep(
    TrainingStage Stage, int Index, int InStage, int Epoch, int FirstBatch, int Batches, double LearningRate);
