using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>The training loop. There is one: adapters and whole models, all methods and stages, run through it.</summary>
/// <param name="method">What decides.</param>
/// <param name="adapters">What is trained.</param>
/// <param name="batches">What is learned from.</param>
/// <param name="gradients">Computes gradients.</param>
/// <param name="checkpoints">Where interrupted trainings go on.</param>
/// <param name="options">How long and how fast.</param>
internal sealed class Trainer(
    ContinualMethod method, AdapterState adapters, IBatchSource batches, GradientStep gradients, CheckpointStore checkpoints,
    TrainingOptions options)
{
    /// <summary>Trains from the last checkpoint, or from the start, to the end. What the listener throws stops it after a checkpoint.</summary>
    /// <returns>The loss of every step, those before the checkpoint included.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; a checkpoint holds the steps done.</exception>
    /// <exception cref="InvalidOperationException">The loss is not a number.</exception>
    public IReadOnlyList<double> Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var schedule = new TrainingSchedule(method.Stages, batches.BatchesPerEpoch, options);
        using var state = TrainingState.Start(adapters, options, checkpoints);
        var meter = new ProgressMeter(schedule.Steps, state.Losses.Count, progress);
        for (var step = state.Losses.Count; step < schedule.Steps; step++)
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoints.Write(state);
                throw new OperationCanceledException(
                    $"Training stopped after {step} of {schedule.Steps} steps; a checkpoint holds them.", cancellation);
            }

            using var scope = NewDisposeScope();
            var at = schedule.At(step);
            state.Enter(at);
            var samples = Enumerable.Range(at.FirstBatch, at.Batches).Select(index => batches.Read(at.Epoch, index)).ToList();
            var loss = gradients.Accumulate(at.Stage, samples, step);
            method.AdjustGradients(adapters);
            state.Step(at, loss);
            try
            {
                meter.Report(at, loss, samples.Sum(batch => batch.Count));
            }
            catch
            {
                checkpoints.Write(state); // what a listener throws costs no step that is done
                throw;
            }

            if ((step + 1) % options.CheckpointEverySteps == 0)
                checkpoints.Write(state);
        }

        return state.Losses;
    }
}
