using System.Globalization;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Samples;

namespace MlopsCl.Pipeline.Updating;

/// <summary>The first step: the dataset is read and verified, its held-out set stored, parent and memory fixed.</summary>
internal sealed class Preparation(RunContext context)
{
    /// <summary>The verified dataset; null when the run is past the need for it.</summary>
    public async Task<TaskDataset?> RunAsync(CancellationToken cancellation)
    {
        if (context.Run.State >= RunState.Trained)
            return null;
        TaskDataset? dataset = null;
        if (context.Run.State == RunState.Prepared)
            dataset = await ReadAsync(cancellation);
        else
            await context.PhaseAsync(RunPhase.Prepare, async () => await FixAsync(dataset = await ReadAsync(cancellation), cancellation), cancellation);
        context.Tell(RunPhase.Prepare, string.Create(CultureInfo.InvariantCulture, $"{dataset!.Train.Count} samples to learn, {dataset.Test.Count} held out"));
        return dataset;
    }

    /// <summary>The dataset, verified.</summary>
    /// <exception cref="DatasetRejectedException">It must not be learned from, or changed since it was announced.</exception>
    public async Task<TaskDataset> ReadAsync(CancellationToken cancellation)
    {
        var run = context.Run;
        context.Tell(RunPhase.Prepare, $"reading {Secrets.Hide(run.DatasetAddress)}");
        var request = new UpdateRequest(run.Stream, new TaskId(run.Task), run.DatasetAddress, run.DatasetSha256);
        return await DatasetReader.ReadAsync(request, context.Store, context.Folder("dataset"), DatasetLimits.Default, cancellation);
    }

    private async Task<Func<Run, Run>> FixAsync(TaskDataset dataset, CancellationToken cancellation)
    {
        var state = await context.Log.StateAsync(context.Run.Stream, cancellation);
        var parent = state.Production is { } number ? await context.Log.ReleaseAsync(context.Run.Stream, number, cancellation) : null;
        await CheckBaseAsync(parent, cancellation);
        var (items, pictures) = SampleArchive.Describe(dataset.Test);
        var pack = await context.Archive.PackAsync(pictures, cancellation);
        var testSet = await context.StoreAsync(new TestSet(dataset.Task.Value, dataset.Sha256, dataset.Scoring, items, pack), cancellation);
        var bank = await context.Memory.ForLearningAsync(state, parent, context.Recipe.Memory.Seed, cancellation);
        var memory = await context.Memory.SaveAsync(bank, cancellation);
        return run => run with { State = RunState.Prepared, Parent = parent?.Number, TestSetSha256 = testSet, MemorySha256 = memory };
    }

    private async Task CheckBaseAsync(Release? parent, CancellationToken cancellation)
    {
        var digest = await new BaseModels(context.Store).AddAsync(context.Recipe.BaseModel, cancellation);
        if (parent is not null && parent.Candidate.BaseManifestSha256 != digest)
        {
            throw new HopelessRunException(
                $"Base model '{context.Recipe.BaseModel}' ({digest}) is not the one that release {parent.Number} of stream " +
                $"'{context.Run.Stream}' was learned on " +
                $"({parent.Candidate.BaseManifestSha256}); put the former one back, or begin a new stream.");
        }
    }
}
