namespace MlopsCl.Pipeline.Stores;

/// <summary>A payload on its way out of Azure: a connection that breaks for good in the middle is the store's failure, not the reader's.</summary>
internal sealed class BlobContent(Stream content, string address, string name) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => content.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await BlobFailures.GuardAsync(address, $"reading '{name}'", () => content.ReadAsync(buffer, cancellationToken).AsTask(), cancellationToken);
        }
        catch (IOException e) when (e is not StoreUnavailableException)
        {
            throw new StoreUnavailableException(
                $"Store '{address}' broke off while '{name}' was read: {e.Message} Check that it runs and is reachable from here.", e);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
