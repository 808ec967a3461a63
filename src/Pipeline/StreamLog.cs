using System.Runtime.CompilerServices;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline;

/// <summary>Reads what happened in the streams. It never writes more than the end of a decision that somebody else began.</summary>
/// <param name="store">The store.</param>
public sealed class StreamLog(IStore store)
{
    private const int AtOnce = 8;
    private readonly ContentStore _content = new(store);

    /// <summary>The streams that the store knows, in ordinal order.</summary>
    /// <param name="cancellation">Stops the listing.</param>
    public async IAsyncEnumerable<string> StreamsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var name in store.ListAsync(StoreLayout.Streams, cancellation))
        {
            if (name.EndsWith(StoreLayout.StateFile, StringComparison.Ordinal))
                yield return name[StoreLayout.Streams.Length..^StoreLayout.StateFile.Length];
        }
    }

    /// <summary>A stream's state; that of a stream that the store does not know is empty.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<StreamState> StateAsync(string stream, CancellationToken cancellation) =>
        (await new StateDocument(store).ReadAsync(stream, cancellation)).State;

    /// <summary>Whether a worker is at work on a stream at this moment.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task<bool> IsInWorkAsync(string stream, CancellationToken cancellation) => store.IsLeasedAsync(StoreLayout.Lease(stream), cancellation);

    /// <summary>A stream's state and runs.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<StreamStatus> StatusAsync(string stream, CancellationToken cancellation)
    {
        var state = await StateAsync(stream, cancellation);
        var runs = new List<Run>();
        await foreach (var name in store.ListAsync(StoreLayout.Runs(stream), cancellation))
        {
            if (StoreLayout.RunKey(name) is { } key && await RunAsync(stream, key, cancellation) is { } run)
                runs.Add(run);
        }
        return new StreamStatus(state, [.. runs.OrderBy(r => r.Sequence)]);
    }

    /// <summary>One run; null when the journal does not know it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="key">The run's key.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<Run?> RunAsync(string stream, string key, CancellationToken cancellation)
    {
        var name = StoreLayout.Run(stream, key);
        return await store.ReadAsync(name, cancellation) is { } document ? RunDocuments.Parse(document.Content.Span, stream, key) : null;
    }

    /// <summary>A stream's releases, by number; those that a decision still open has made are not counted yet.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<IReadOnlyList<Release>> ReleasesAsync(string stream, CancellationToken cancellation)
    {
        var releases = new Release[(await StateAsync(stream, cancellation)).Releases];
        var degree = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, releases.Length, degree, async (i, stop) =>
            releases[i] = await ReleaseAsync(stream, i + 1, stop));
        return releases;
    }

    /// <summary>One release.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">There is no such release.</exception>
    public async Task<Release> ReleaseAsync(string stream, int number, CancellationToken cancellation)
    {
        var name = StoreLayout.Release(stream, number);
        return await store.ReadAsync(name, cancellation) is { } document
            ? StoreJson.Read<Release>(document.Content.Span, name)
            : throw new ArgumentException($"Stream '{stream}' has no release {number}; list them with 'mlopscl releases'.", nameof(number));
    }

    /// <summary>The release that serves; null before the first.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<Release?> ProductionAsync(string stream, CancellationToken cancellation) =>
        (await StateAsync(stream, cancellation)).Production is { } number
            ? await ReleaseAsync(stream, number, cancellation)
            : null;

    /// <summary>A release's row of the accuracy matrix.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">The scorecard in the store is damaged.</exception>
    public Task<Scorecard> ScorecardAsync(Release release, CancellationToken cancellation) => DocumentAsync<Scorecard>(release.ScorecardSha256, cancellation);

    /// <summary>What the gate said about a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">The verdict in the store is damaged.</exception>
    public Task<VerdictRecord> VerdictAsync(Release release, CancellationToken cancellation) =>
        DocumentAsync<VerdictRecord>(release.VerdictSha256, cancellation);

    /// <summary>The scorecard of a run that has come that far; null before.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">The scorecard in the store is damaged.</exception>
    public async Task<Scorecard?> ScorecardAsync(Run run, CancellationToken cancellation) =>
        run.ScorecardSha256 is { } digest ? await DocumentAsync<Scorecard>(digest, cancellation) : null;

    /// <summary>What the gate said about a run that has come that far; null before.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">The verdict in the store is damaged.</exception>
    public async Task<VerdictRecord?> VerdictAsync(Run run, CancellationToken cancellation) =>
        run.VerdictSha256 is { } digest ? await DocumentAsync<VerdictRecord>(digest, cancellation) : null;

    /// <summary>Every decision about a stream, oldest first, the chain of digests verified.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">A record is missing or was changed.</exception>
    public Task<IReadOnlyList<LedgerRecord>> LedgerAsync(string stream, CancellationToken cancellation) => new Ledger(store).VerifyAsync(stream, cancellation);

    internal async Task<T> DocumentAsync<T>(string sha256, CancellationToken cancellation) =>
        StoreJson.Read<T>(await _content.ReadBytesAsync(sha256, cancellation), sha256);
}
