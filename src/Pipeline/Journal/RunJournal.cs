using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Journal;

/// <summary>
/// One claimed run: its document as this worker wrote it last, moved on by version, so that a worker that was replaced cannot write.
/// </summary>
internal sealed class RunJournal(IStore store, TimeProvider clock, Run run, string etag, long epoch) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private string _etag = etag;

    public Run Run { get; private set; } = run;

    public long Epoch => epoch;

    /// <summary>Writes the run's next form.</summary>
    /// <exception cref="LostLeaseException">Another worker has claimed the run.</exception>
    public async Task MoveAsync(Func<Run, Run> change, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            var next = Shown(change(Run)) with { UpdatedAt = clock.GetUtcNow() };
            var name = StoreLayout.Run(next.Stream, next.Key);
            var content = StoreJson.Write(next);
            try
            {
                _etag = await store.ReplaceAsync(name, content, _etag, cancellation);
            }
            catch (StoreConflictException e)
            {
                _etag = await OwnWriteAsync(name, content, cancellation) ?? throw Lost(e);
            }
            Run = next;
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    /// <summary>
    /// A write whose answer was lost on the way is repeated by the store's client and meets itself: the same bytes, this worker's epoch in
    /// them.
    /// </summary>
    private async Task<string?> OwnWriteAsync(string name, byte[] content, CancellationToken cancellation) =>
        await store.ReadAsync(name, cancellation) is { } document && document.Content.Span.SequenceEqual(content) ? document.ETag : null;

    // A reason may quote an address. Nobody reads the dataset of a run that has ended: what signed its address is kept no longer.
    private static Run Shown(Run run) => run with
    {
        Reason = run.Reason is null ? null : ErrorText.Of(run.Reason),
        DatasetAddress = run.IsFinished ? Secrets.Hide(run.DatasetAddress) : run.DatasetAddress,
    };

    private LostLeaseException Lost(Exception conflict) =>
        new($"Run '{Run.Key}' of stream '{Run.Stream}' was taken over by another worker; this one (epoch {epoch}) stops.", conflict);
}
