using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Journal;

/// <summary>Reads and changes streams' state documents by compare-and-swap.</summary>
internal sealed class StateDocument(IStore store)
{
    private const int Tries = 100;

    public async Task<(StreamState State, string? ETag)> ReadAsync(string stream, CancellationToken cancellation)
    {
        var name = StoreLayout.State(stream);
        return await store.ReadAsync(name, cancellation) is { } document
            ? (StoreJson.Read<StreamState>(document.Content.Span, name), document.ETag)
            : (new StreamState(stream), null);
    }

    /// <summary>Writes the state if nobody has written since it was read. Says whether it did.</summary>
    public async Task<bool> TryWriteAsync(StreamState state, string? etag, CancellationToken cancellation)
    {
        var name = StoreLayout.State(state.Stream);
        var content = StoreJson.Write(state);
        try
        {
            _ = etag is null
                ? await store.CreateAsync(name, content, cancellation)
                : await store.ReplaceAsync(name, content, etag, cancellation);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    /// <summary>
    /// Applies a change to the newest state, again and again until nobody came between. The same object back means no change.
    /// </summary>
    public async Task<StreamState> ChangeAsync(string stream, Func<StreamState, StreamState> change, CancellationToken cancellation)
    {
        for (var i = 0; i < Tries; i++)
        {
            var (state, etag) = await ReadAsync(stream, cancellation);
            var next = change(state);
            if (ReferenceEquals(next, state) || await TryWriteAsync(next, etag, cancellation))
                return next;
        }
        throw new StoreUnavailableException(
            $"The state of stream '{stream}' in '{store.Address}' changed {Tries} times while it was being written; " +
            "find what writes to it.");
    }
}
