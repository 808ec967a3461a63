using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>
/// Computes the gradients of one optimizer step: the mean over all learned tokens of all its batches, so that many small batches equal a
/// big one.
/// </summary>
/// <param name="method">What decides.</param>
/// <param name="adapters">What is trained.</param>
/// <param name="collator">Makes batches.</param>
/// <param name="answers">Runs the decoder.</param>
/// <param name="recomputes">Whether layers run again for their gradients instead of keeping what these need.</param>
internal sealed class GradientStep(
    ContinualMethod method, AdapterState adapters, BatchCollator collator, AnswerLoss answers, bool recomputes = false)
{
    /// <summary>Adds the step's gradients to the trained tensors.</summary>
    /// <param name="stage">The stage, which says what the loss is.</param>
    /// <param name="batches">The samples of each batch.</param>
    /// <param name="step">The step's number.</param>
    /// <returns>The loss: mean cross-entropy per learned token plus the method's penalty.</returns>
    public double Accumulate(TrainingStage stage, IReadOnlyList<IReadOnlyList<PreparedSample>> batches, long step)
    {
        var tokens = batches.Sum(samples => samples.Sum(sample => sample.Labels.Count(label => label != PreparedSample.Ignored)));
        var count = batches.Sum(samples => samples.Count);
        var sum = 0.0;
        for (var index = 0; index < batches.Count; index++)
        {
            using var scope = NewDisposeScope();
            var batch = collator.Collate(batches[index], step * batches.Count + index);
            using var recomputation = recomputes ? new LayerRecomputation() : null;
            if (LossOf(stage, batch, tokens, batch.Count / (double)count, recomputation) is not { } loss)
                continue;
            loss.backward();
            recomputation?.Backward();
            sum += loss.item<float>();
        }

        return sum;
    }

    private Tensor? LossOf(TrainingStage stage, Batch batch, int tokens, double share, LayerRecomputation? recomputation)
    {
        var conditioning = method.Selector?.SelectForTraining(batch, adapters) ?? Conditioning.None;
        var prediction = stage.LearnsAnswers ? answers.Predict(batch, conditioning, recomputation) : new Prediction(conditioning);
        var loss = prediction.AnswerLoss is { } answerLoss ? answerLoss / tokens : null;
        if (method.Penalty(batch, prediction) is { } penalty)
            loss = loss is null ? penalty * share : loss + penalty * share;
        return loss is { requires_grad: true } ? loss : null;
    }
}
