using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>The second step: learns the task with memory and parent, stores the candidate.</summary>
internal sealed class Teaching(RunContext context)
{
    private const string Checkpoint = "checkpoint";

    public async Task<Candidate> RunAsync(TaskDataset? dataset, CancellationToken cancellation)
    {
        if (context.Run.State == RunState.Prepared)
        {
            ArgumentNullException.ThrowIfNull(dataset);
            await context.PhaseAsync(RunPhase.Train, async () =>
            {
                var candidate = await LearnAsync(dataset, cancellation);
                var digest = await context.StoreAsync(candidate, cancellation);
                return run => run with { State = RunState.Trained, CandidateSha256 = digest };
            }, cancellation);
        }
        return await context.Log.DocumentAsync<Candidate>(context.Run.CandidateSha256!, cancellation);
    }

    private async Task<Candidate> LearnAsync(TaskDataset dataset, CancellationToken cancellation)
    {
        var parent = await context.ParentAsync(cancellation);
        var parentFolder = parent is null ? null : await context.Cache.AdapterAsync(parent.Candidate, cancellation);
        var bank = await context.Memory.LoadAsync(context.Run.MemorySha256!, cancellation);
        var memory = await MemoryBank.SamplesAsync(bank, context.Archive, cancellation);
        var order = Order(dataset, memory, parentFolder);
        var baseDigest = await new BaseModels(context.Store).AddAsync(context.Recipe.BaseModel, cancellation);
        var report = await LearnAsync(order, baseDigest, cancellation);
        await CheckBaseAsync(baseDigest, cancellation);

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(order.OutputFolder))
            files[Path.GetFileName(file)] = await context.Content.AddFileAsync(file, cancellation);
        var state = await context.Log.StateAsync(context.Run.Stream, cancellation);
        var after = await MemoryBank.AfterAsync(bank, dataset, context.Recipe.Memory.Share, state.Erasures, context.Archive, cancellation);
        var memoryDigest = await context.Memory.SaveAsync(after, cancellation);
        return new Candidate(context.Run.Stream, context.Run.Task, context.Run.Key, context.Run.Parent, baseDigest, files, memoryDigest, report);
    }

    private async Task CheckBaseAsync(string before, CancellationToken cancellation)
    {
        var after = await new BaseModels(context.Store).AddAsync(context.Recipe.BaseModel, cancellation);
        if (after != before)
            throw new InvalidDataException(
                $"Base model '{context.Recipe.BaseModel}' changed while it was being learned on (it was {before}, it is {after}); " +
                "leave it alone while runs are in work.");
    }

    private async Task<TrainingReport> LearnAsync(LearnOrder order, string baseDigest, CancellationToken cancellation)
    {
        await using var courier = await CheckpointCourier.StartAsync(context, context.Folder(Checkpoint), cancellation);
        var progress = new TrainingRelay(context, courier);
        if (Directory.Exists(order.OutputFolder))
            Directory.Delete(order.OutputFolder, recursive: true);
        try
        {
            return await ComputeThread.RunAsync(() => context.Device.Learn(order, progress, courier.Training));
        }
        catch (OperationCanceledException) when (courier.Lost is not null)
        {
            throw new LostLeaseException(courier.Lost.Message, courier.Lost);
        }
        catch (Exception e) when (!courier.HadCheckpoint && Hopelessness.IsOfData(e))
        {
            await CheckUnchangedAsync(order, baseDigest, cancellation);
            throw new HopelessRunException(ErrorText.MessageOf(e), e);
        }
    }

    /// <summary>
    /// What a training from its beginning cannot use, another cannot either, unless it changed in between: the parent was verified by digest, the base model
    /// and the dataset are looked at once more, and so are the remembered pictures. They lie in a cache that other workers may prune; the next attempt
    /// fetches what is missing.
    /// </summary>
    private async Task CheckUnchangedAsync(LearnOrder order, string baseDigest, CancellationToken cancellation)
    {
        await CheckBaseAsync(baseDigest, cancellation);
        _ = await new Preparation(context).ReadAsync(cancellation);
        foreach (var picture in order.Memory.SelectMany(sample => sample.Pictures))
            _ = picture.Read();
    }

    private LearnOrder Order(TaskDataset dataset, IReadOnlyList<Sample> memory, string? parentFolder) => new(
        context.Recipe.BaseModel, parentFolder, context.Folder("output"), context.Folder(Checkpoint), context.FeatureFolder, context.Run.Task,
        dataset.Train, memory, context.Recipe.Method, context.Recipe.Training, context.Recipe.Answering, context.Recipe.Seed);
}
