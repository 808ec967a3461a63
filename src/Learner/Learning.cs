using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>The door to learning a task.</summary>
public static class Learning
{
    /// <summary>
    /// Learns one task on top of a frozen base model and of what was learned before. Interrupted anywhere and run again, it goes on from
    /// its last checkpoint and ends with the same
    /// weights, bit by bit, on the same processor with the same number of threads.
    /// </summary>
    /// <param name="request">What is learned, and how.</param>
    /// <param name="progress">Told after every step; what it throws ends the training as a cancellation does, with a checkpoint, and is passed on.</param>
    /// <param name="cancellation">Ends the training between steps, with a checkpoint.</param>
    /// <returns>What was done; the output folder then holds the adapter and the method's state.</returns>
    /// <exception cref="ArgumentException">Something in the request is out of range, or a sample does not fit the model.</exception>
    /// <exception cref="InsufficientMemoryException">The device has too little memory; the message has the numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TrainingReport Run(LearningRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ThrowIfInvalid(request);
        var method = ContinualMethods.Create(request.Method);
        ThrowIfIgnored(request, method);
        MemoryShortage.ThrowIfCertain(request, method, DeviceMemory.TotalBytes(request.Device));
        ComputeThreads.UseAllCores();
        try
        {
            return Run(request, method, progress, cancellation);
        }
        catch (Exception error) when (MemoryShortage.IsIt(error))
        {
            throw MemoryShortage.During(request, error);
        }
    }

    private static TrainingReport Run(
        LearningRequest request, ContinualMethod method, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var session = new LearningSession(request, method, cancellation);
        var losses = session.Train(progress, cancellation);
        session.Save();
        return new TrainingReport(
            losses.Count, request.Samples.Count, session.Batches.Memory.Count,
            session.Adapters.Trained.Sum(name => session.Adapters[name].numel()), losses,
            Fingerprint.OfFile(Path.Combine(request.OutputFolder, AdapterFolder.WeightsName)));
    }

    private static void ThrowIfIgnored(LearningRequest request, ContinualMethod method)
    {
        if (!method.UsesTrainingLora && request.Training != request.Training.WithPlainLora())
            throw new ArgumentException(
                $"Method '{request.Method.Name}' has adapters of its own, which its options describe; " +
                "leave target modules, patterns, modules to save, DoRA, rsLoRA and "
                + "dropout out of the training options.");
    }

    private static void ThrowIfInvalid(LearningRequest request)
    {
        TrainingOptionsRules.ThrowIfInvalid(request.Training);
        if (request.Samples.Count == 0)
            throw new ArgumentException($"Task '{request.Task}' has no samples; there is nothing to learn.");
        if (Directory.Exists(request.OutputFolder) && Directory.EnumerateFileSystemEntries(request.OutputFolder).Any())
            throw new ArgumentException(
                $"{request.OutputFolder} is not empty; name a folder that is empty or absent, a training overwrites nothing.");
    }
}
