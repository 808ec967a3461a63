using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline;

/// <summary>
/// Journals requests. When it returns, the request is durable and numbered and its message may be acknowledged; the same request again,
/// under whatever message, is the same run.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="recipes">The streams that requests are taken for.</param>
/// <param name="clock">The clock for the time of acceptance.</param>
public sealed class UpdateIntake(IStore store, RecipeFolder recipes, TimeProvider clock)
{
    private readonly StateDocument _states = new(store);
    private readonly RunDocuments _runs = new(store, clock);

    /// <summary>Accepts a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the call; then the request may or may not have been accepted, and can be made again.</param>
    /// <exception cref="ArgumentException">The digest is none, or there is no recipe for the stream.</exception>
    /// <exception cref="RecipeInvalidException">The stream's recipe cannot be used.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<Acceptance> AcceptAsync(UpdateRequest request, CancellationToken cancellation)
    {
        var recipe = recipes.Find(request.Stream);
        var key = RunKey.Of(request, recipe.Digest);
        var known = (await _runs.ReadAsync(request.Stream, key, cancellation))?.Run;
        if (known is { IsFinished: true })
            return new Acceptance(key, known.Sequence, true, known);
        var added = false;
        var state = await _states.ChangeAsync(request.Stream, state =>
        {
            added = !IsWaiting(state, key, known?.Turn ?? 0);
            return !added ? state : known is null ? Enqueue(state, request, key, recipe.Digest) : Requeue(state, known);
        }, cancellation);
        var waiting = state.Waiting.First(w => w.Key == key);
        var (run, _) = await _runs.ReadOrCreateAsync(request.Stream, waiting, cancellation);
        return new Acceptance(key, run.Sequence, !added || known is not null, run);
    }

    /// <summary>Puts a run that was parked as failed, or quarantined, at the end of its stream's queue once more.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="key">The run's key.</param>
    /// <param name="datasetAddress">Where the dataset lies now; null when it is where it was.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">There is no such run, or it is neither failed nor quarantined.</exception>
    /// <exception cref="StoreConflictException">Somebody else changed the run at the same time.</exception>
    public async Task<Acceptance> RetryAsync(string stream, string key, string? datasetAddress, CancellationToken cancellation)
    {
        if (await _runs.ReadAsync(stream, key, cancellation) is not { } known)
            throw new ArgumentException($"Stream '{stream}' has no run '{key}'; list its runs with 'mlopscl status'.", nameof(key));
        var old = known.Run;
        if (old.State is not (RunState.Failed or RunState.Quarantined))
            throw new ArgumentException(
                $"Run '{key}' is {old.State.ToString().ToLowerInvariant()}; " +
                "only a failed or quarantined run can be tried again.", nameof(key));
        var fresh = new Run(key, stream, old.Task, datasetAddress ?? old.DatasetAddress, old.DatasetSha256, old.RecipeSha256, old.Sequence, old.AcceptedAt)
        {
            Epoch = old.Epoch,
            Turn = old.Turn + 1,
            UpdatedAt = clock.GetUtcNow(),
        };
        await store.ReplaceAsync(StoreLayout.Run(stream, key), StoreJson.Write(fresh), known.ETag, cancellation);
        await _states.ChangeAsync(stream, state => Requeue(state, fresh), cancellation);
        return new Acceptance(key, fresh.Sequence, false, fresh);
    }

    private StreamState Enqueue(StreamState state, UpdateRequest request, string key, string recipeDigest)
    {
        var sequence = state.Sequence + 1;
        var waiting = new WaitingRun(sequence, key, request.Task.Value, request.DatasetAddress, request.DatasetSha256, recipeDigest, clock.GetUtcNow());
        return state with { Sequence = sequence, Waiting = [.. state.Waiting, waiting] };
    }

    // A run keeps its number. One that was left out of the queue (its worker died in between, a state was restored from a backup) is put back; one
    // whose last turn ended just now, and is about to leave the queue, waits for its next.
    private static StreamState Requeue(StreamState state, Run run) => IsWaiting(state, run.Key, run.Turn)
        ? state
        : state with { Waiting = [.. state.Waiting.Where(w => w.Key != run.Key), WaitingRun.Of(run)] };

    private static bool IsWaiting(StreamState state, string key, int turn) => state.Waiting.Any(w => w.Key == key && w.Turn >= turn);
}
