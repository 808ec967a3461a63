using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>The second step: learns the task with memory and parent, stores the candidate.</summary>
internal sealed class Teaching(RunContext context)
{
    public async Task<Candidate> RunAsync(TaskDataset? dataset, CancellationToken cancellation)
    {
        if (context.Run.State == RunState.Prepared)
        {
            ArgumentNullException.ThrowIfNull(dataset);
            await context.PhaseAsync(RunPhase.Train, async () =>
            {
                var candidate = await LearnAsync(dataset, cancellation).ConfigureAwait(false);
                var digest = await context.StoreAsync(candidate, cancellation).ConfigureAwait(false);
                return run => run with { State = RunState.Trained, CandidateSha256 = digest };
            }, cancellation).ConfigureAwait(false);
        }
        return await context.Log.DocumentAsync<Candidate>(context.Run.CandidateSha256!, cancellation).ConfigureAwait(false);
    }

    private async Task<Candidate> LearnAsync(TaskDataset dataset, CancellationToken cancellation)
    {
        var parent = await context.ParentAsync(cancellation).ConfigureAwait(false);
        var bundle = parent is null ? null : await context.Cache.MaterializeAsync(parent, cancellation).ConfigureAwait(false);
        var bank = await context.Memory.LoadAsync(context.Run.MemorySha256!, cancellation).ConfigureAwait(false);
        var memory = await MemoryBank.SamplesAsync(bank, context.Archive, cancellation).ConfigureAwait(false);
        var order = Order(dataset, memory, bundle?.AdapterFolder);
        var report = await LearnAsync(order, cancellation).ConfigureAwait(false);

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(order.OutputFolder))
            files[Path.GetFileName(file)] = await context.Content.AddFileAsync(file, cancellation).ConfigureAwait(false);
        var state = await context.Log.StateAsync(context.Run.Stream, cancellation).ConfigureAwait(false);
        var after = await MemoryBank.AfterAsync(bank, dataset, context.Recipe.Memory.Share, state.Erasures, context.Archive, cancellation).ConfigureAwait(false);
        var memoryDigest = await context.Memory.SaveAsync(after, cancellation).ConfigureAwait(false);
        var baseDigest = await new BaseModels(context.Store).AddAsync(context.Recipe.BaseModel, cancellation).ConfigureAwait(false);
        return new Candidate(context.Run.Stream, context.Run.Task, context.Run.Key, context.Run.Parent, baseDigest, files, memoryDigest, report);
    }

    private async Task<TrainingReport> LearnAsync(LearnOrder order, CancellationToken cancellation)
    {
        await using var courier = await CheckpointCourier.StartAsync(context, order.CheckpointFolder, cancellation).ConfigureAwait(false);
        var progress = new TrainingRelay(context, courier);
        if (Directory.Exists(order.OutputFolder))
            Directory.Delete(order.OutputFolder, recursive: true);
        try
        {
            return await ComputeThread.RunAsync(() => context.Device.Learn(order, progress, courier.Training)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (courier.Lost is not null)
        {
            throw new LostLeaseException(courier.Lost.Message, courier.Lost);
        }
    }

    private LearnOrder Order(TaskDataset dataset, IReadOnlyList<Sample> memory, string? parentFolder) => new(
        context.Recipe.BaseModel, parentFolder, context.Folder("output"), context.Folder("checkpoint"), context.FeatureFolder, context.Run.Task,
        dataset.Train, memory, context.Recipe.Method, context.Recipe.Training, context.Recipe.Answering, context.Recipe.Seed);
}
