using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline;

/// <summary>Runs the updates of streams, one after another within a stream. Any number of workers may run one each.</summary>
public sealed class StreamRunner
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly IStore _store;
    private readonly RecipeFolder _recipes;
    private readonly RunnerOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDevice _device;
    private readonly StateDocument _states;
    private readonly WorkFolder _work;

    /// <summary>A worker.</summary>
    /// <param name="store">The store.</param>
    /// <param name="recipes">The streams' recipes.</param>
    /// <param name="options">Folders, device, patience.</param>
    /// <param name="clock">The clock.</param>
    public StreamRunner(IStore store, RecipeFolder recipes, RunnerOptions options, TimeProvider clock)
        : this(store, recipes, options, clock, new MlNetDevice(options.Device))
    {
    }

    internal StreamRunner(IStore store, RecipeFolder recipes, RunnerOptions options, TimeProvider clock, IDevice device)
    {
        (_store, _recipes, _options, _clock, _device) = (store, recipes, options, clock, device);
        _states = new StateDocument(store);
        _work = new WorkFolder(options.WorkFolder, options.CacheBytes, clock);
    }

    /// <summary>Takes the stream's lease and runs its oldest unfinished run to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="progress">Where the run stands; called from several threads.</param>
    /// <param name="cancellation">Stops the run within two seconds; another call, here or on another worker, goes on from the last step or
    /// checkpoint.</param>
    /// <returns>How the run ended; null when nothing waits, or another worker has the stream.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, a disk is full, or the work folder cannot be written to; the run
    /// waits.</exception>
    /// <exception cref="RecipeInvalidException">The stream's recipe cannot be used; what waits goes on waiting.</exception>
    public async Task<RunOutcome?> RunNextAsync(string stream, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if ((await _states.ReadAsync(stream, cancellation)).State.Waiting.Count == 0)
            return null;
        // A recipe that is being edited is no fault of what waits: nothing is claimed before it can be read.
        _ = _recipes.Find(stream);
        if (await _store.TryLeaseAsync(StoreLayout.Lease(stream), _options.LeaseDuration, cancellation) is not { } lease)
            return null;
        await using var keeper = new LeaseKeeper(lease, _options.LeaseDuration, _clock, cancellation);
        try
        {
            return await RunOldestAsync(stream, progress, keeper.Work);
        }
        catch (LostLeaseException)
        {
            return null;
        }
        catch (OperationCanceledException) when (keeper.IsLost && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<RunOutcome?> RunOldestAsync(string stream, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var state = await _states.ChangeAsync(stream, s => s with { Epoch = s.Epoch + 1 }, cancellation);
        await new Ledger(_store).SettleAsync(stream, cancellation);
        if (state.Waiting.Count == 0)
            return null;
        var waiting = state.Waiting[0];
        using var journal = await new RunDocuments(_store, _clock).ClaimAsync(stream, waiting, state.Epoch, cancellation);
        if (!journal.Run.IsFinished)
        {
            Tidy(journal.Run, _work.Sweep, progress);
            await FinishAsync(journal, progress, cancellation);
        }
        await new StoredCheckpoint(_store).ForgetAsync(journal.Run.CheckpointSha256, null, cancellation);
        Tidy(journal.Run, _work.Leave, progress);
        var outcome = await OutcomeAsync(journal.Run, cancellation);
        if (_options.Announce is { } announce)
            await announce(outcome, cancellation);
        await _states.ChangeAsync(stream, s => s with { Waiting = [.. s.Waiting.Where(w => (w.Key, w.Turn) != (waiting.Key, waiting.Turn))] }, cancellation);
        return outcome;
    }

    private async Task FinishAsync(RunJournal journal, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var claims = journal.Run.Claims;
        if (claims > _options.MaxClaims)
        {
            var reason =
                $"The worker died {claims - 1} times in a row after step '{journal.Run.State.ToString().ToLowerInvariant()}' without leaving an error; " +
                "look at memory and native libraries, then try the run again.";
            await journal.MoveAsync(run => run with { State = RunState.Failed, Reason = reason }, cancellation);
            return;
        }
        try
        {
            _work.Enter(journal.Run);
            await RetryAsync(journal, progress, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await ForgiveAsync(journal);
            throw;
        }
        catch (StoreUnavailableException)
        {
            await ForgiveAsync(journal);
            throw;
        }
        catch (Exception e) when (FullDisk.Is(e))
        {
            await ForgiveAsync(journal);
            throw FullDisk.Explain(_options.WorkFolder, e);
        }
    }

    /// <summary>Frees disk space. What cannot be removed is told and left to the next time: it harms no run.</summary>
    private static void Tidy(Run run, Action<Run> remove, IProgress<RunProgress>? progress)
    {
        try
        {
            remove(run);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            progress?.Report(new RunProgress(run.Stream, run.Task, run.Key, RunPhase.Prepare, $"old files of this worker could not be removed: {e.Message}"));
        }
    }

    private async Task RetryAsync(RunJournal journal, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        for (var delay = _options.RetryDelay; !journal.Run.IsFinished; delay *= 2)
        {
            try
            {
                var recipe = RecipeOf(journal.Run);
                var context = new RunContext(_store, journal, recipe, _device, _work, _clock, progress);
                await new UpdateRun(context).FinishAsync(cancellation);
            }
            catch (Exception e) when (e is not (OperationCanceledException or LostLeaseException or StoreUnavailableException) && !FullDisk.Is(e))
            {
                await RecordAsync(journal, e, cancellation);
                var run = journal.Run;
                progress?.Report(new RunProgress(run.Stream, run.Task, run.Key, RunPhase.Prepare, $"attempt {run.Attempts} failed: {run.Reason}"));
                if (!journal.Run.IsFinished)
                    await Task.Delay(delay, _clock, cancellation);
            }
        }
    }

    private async Task RecordAsync(RunJournal journal, Exception error, CancellationToken cancellation)
    {
        var log = await new ContentStore(_store).AddBytesAsync(System.Text.Encoding.UTF8.GetBytes(Secrets.Hide(error.ToString())), cancellation);
        var checkpoint = journal.Run.CheckpointSha256;
        await journal.MoveAsync(run =>
        {
            var next = error is ReferenceMovedException ? run.Restarted() : run;
            var parked = run.Attempts + 1 >= _options.MaxAttempts || Hopelessness.IsCertain(error);
            return next with
            {
                Attempts = run.Attempts + 1, Reason = ErrorText.MessageOf(error), LogSha256 = log, State = parked ? RunState.Failed : next.State,
            };
        }, cancellation);
        if (journal.Run.CheckpointSha256 is null)
            await new StoredCheckpoint(_store).ForgetAsync(checkpoint, null, cancellation);
    }

    /// <summary>A run that was stopped on purpose, or waits for the store or for room on a disk, was not claimed in vain.</summary>
    private static async Task ForgiveAsync(RunJournal journal)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await journal.MoveAsync(run => run with { Claims = Math.Max(0, run.Claims - 1) }, patience.Token);
        }
        catch (Exception e) when (e is LostLeaseException or StoreUnavailableException or OperationCanceledException)
        {
            // One claim too many is counted; the run is not harmed.
        }
    }

    private Recipe RecipeOf(Run run)
    {
        var recipe = FindRecipe(run.Stream);
        return recipe.Digest == run.RecipeSha256
            ? recipe
            : throw new HopelessRunException(
                $"The recipe of stream '{run.Stream}' has changed since run {run.Sequence} was accepted (it was {run.RecipeSha256}, " +
                $"it is {recipe.Digest}); submit the dataset again, which makes a new run.");
    }

    private Recipe FindRecipe(string stream)
    {
        try
        {
            return _recipes.Find(stream);
        }
        catch (ArgumentException e)
        {
            // A file that is being replaced is not there for a moment: the next attempt may find it.
            throw new FileNotFoundException(e.Message, e);
        }
    }

    private async Task<RunOutcome> OutcomeAsync(Run run, CancellationToken cancellation)
    {
        var log = new StreamLog(_store);
        if (run.State is RunState.Quarantined)
            return new RunQuarantined(run, run.Reason!);
        if (run.State is RunState.Failed)
            return new RunFailed(run, run.Reason!);
        var scorecard = await log.ScorecardAsync(run, cancellation);
        var verdict = await log.VerdictAsync(run, cancellation);
        return run.State is RunState.Promoted
            ? new RunPromoted(run, await log.ReleaseAsync(run.Stream, run.Release!.Value, cancellation), scorecard!, verdict!)
            : new RunRejected(run, scorecard!, verdict!);
    }
}
