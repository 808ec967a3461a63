namespace MlopsCl.Pipeline.Stores;

/// <summary>A payload on its way out of Azure: a connection that breaks for good in the middle is the store's failure, not the reader's.</summary>
internal sealed class BlobContent(Stream content, string address, string name) : ForwardStream(content)
{
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await BlobFailures.GuardAsync(address, $"reading '{name}'", () => Source.ReadAsync(buffer, cancellationToken).AsTask(), cancellationToken);
        }
        catch (IOException e) when (e is not StoreUnavailableException)
        {
            throw new StoreUnavailableException(
                $"Store '{address}' broke off while '{name}' was read: {e.Message} Check that it runs and is reachable from here.", e);
        }
    }
}
