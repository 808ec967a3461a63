using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Journal;

/// <summary>Reads and claims runs' documents.</summary>
internal sealed class RunDocuments(IStore store, TimeProvider clock)
{
    public async Task<(Run Run, string ETag)?> ReadAsync(string stream, string key, CancellationToken cancellation)
    {
        var name = StoreLayout.Run(stream, key);
        return await store.ReadAsync(name, cancellation) is { } document
            ? (Parse(document.Content.Span, stream, key), document.ETag)
            : null;
    }

    /// <exception cref="InvalidDataException">The content is no run, or another one.</exception>
    public static Run Parse(ReadOnlySpan<byte> content, string stream, string key)
    {
        var name = StoreLayout.Run(stream, key);
        var run = StoreJson.Read<Run>(content, name);
        return (run.Stream, run.Key) == (stream, key) ? run : throw new InvalidDataException(
            $"Document '{name}' is about run '{run.Key}' of stream '{run.Stream}': it lies in another's place. Restore it from a backup.");
    }

    /// <summary>The run's document, made from the waiting entry when there is none yet.</summary>
    public async Task<(Run Run, string ETag)> ReadOrCreateAsync(string stream, WaitingRun waiting, CancellationToken cancellation)
    {
        if (await ReadAsync(stream, waiting.Key, cancellation) is { } found)
            return found;
        var run = waiting.ToRun(stream);
        try
        {
            return (run, await store.CreateAsync(StoreLayout.Run(stream, waiting.Key), StoreJson.Write(run), cancellation));
        }
        catch (StoreConflictException)
        {
            return await ReadAsync(stream, waiting.Key, cancellation)
                ?? throw new InvalidDataException(
                    $"Run '{waiting.Key}' of stream '{stream}' exists and cannot be read; look at the store.");
        }
    }

    /// <summary>Puts a worker's epoch on an unfinished run. From then on every older worker's write meets a conflict.</summary>
    public async Task<RunJournal> ClaimAsync(string stream, WaitingRun waiting, long epoch, CancellationToken cancellation)
    {
        for (; ; )
        {
            var (run, etag) = await ReadOrCreateAsync(stream, waiting, cancellation);
            if (run.IsFinished)
                return new RunJournal(store, clock, run, etag, epoch);
            if (run.Epoch > epoch)
                throw new LostLeaseException($"Run '{run.Key}' was claimed under epoch {run.Epoch}; this worker's epoch is {epoch}.");
            var claimed = run with { Epoch = epoch, Claims = run.Claims + 1, UpdatedAt = clock.GetUtcNow() };
            try
            {
                var next = await store.ReplaceAsync(StoreLayout.Run(stream, run.Key), StoreJson.Write(claimed), etag, cancellation);
                return new RunJournal(store, clock, claimed, next, epoch);
            }
            catch (StoreConflictException)
            {
                continue;
            }
        }
    }
}
