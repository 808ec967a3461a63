using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Samples;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>What the steps of one run share: the store's views, the run's journal and recipe, and the worker's folders.</summary>
internal sealed class RunContext(
    IStore store, RunJournal journal, Recipe recipe, IDevice device, WorkFolder work, TimeProvider clock, IProgress<RunProgress>? progress)
{
    public IStore Store => store;

    public RunJournal Journal => journal;

    public Run Run => journal.Run;

    public Recipe Recipe => recipe;

    public TimedDevice Device { get; } = new(device, clock);

    public TimeProvider Clock => clock;

    public ContentStore Content { get; } = new(store);

    public StreamLog Log { get; } = new(store);

    public MemoryBank Memory { get; } = new(store, clock);

    public SampleArchive Archive { get; } = new(new ContentStore(store), work.Content);

    public ReleaseCache Cache { get; } = new(store, work.Cache);

    public string FeatureFolder => work.Features;

    public string Folder(string name) => Path.Combine(work.Of(Run), name);

    public void Tell(RunPhase phase, string message) => progress?.Report(new RunProgress(Run.Stream, Run.Task, Run.Key, phase, message));

    public IProgress<RunProgress>? Progress => progress;

    public async Task<Release?> ParentAsync(CancellationToken cancellation) =>
        Run.Parent is { } number ? await Log.ReleaseAsync(Run.Stream, number, cancellation) : null;

    /// <summary>A candidate's bundle; the recipe's own base model serves where it is the same, so that it need not be copied.</summary>
    public async Task<Bundle> BundleAsync(Candidate candidate, CancellationToken cancellation) =>
        await new BaseModels(store).AddAsync(recipe.BaseModel, cancellation) == candidate.BaseManifestSha256
            ? new Bundle(recipe.BaseModel, await Cache.AdapterAsync(candidate, cancellation))
            : await Cache.MaterializeAsync(candidate, cancellation);

    public async Task<string> StoreAsync<T>(T document, CancellationToken cancellation) =>
        await Content.AddBytesAsync(StoreJson.Write(document), cancellation);

    /// <summary>
    /// Does a phase's work, moves the journal and adds the time to the run. Work that fails, or is stopped, moves nothing, and its time is not counted.
    /// </summary>
    public async Task PhaseAsync(RunPhase phase, Func<Task<Func<Run, Run>>> work, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var (learning, answering) = (Device.Learning, Device.Answering);
        var change = await work();
        await journal.MoveAsync(run =>
        {
            var seconds = run.Seconds.Plus(phase, clock.GetElapsedTime(start)) with
            {
                Learning = run.Seconds.Learning + (Device.Learning - learning).TotalSeconds,
                Answering = run.Seconds.Answering + (Device.Answering - answering).TotalSeconds,
            };
            return change(run) with { Claims = 0, Seconds = seconds };
        }, cancellation);
    }
}
