namespace MlopsCl.Pipeline.Datasets;

/// <summary>Passes on what is unpacked, and stops as soon as it is more than the packed bytes could honestly hold, or than may be unpacked at all.</summary>
internal sealed class BoundedStream(Stream unpacked, Func<long> packedBytes, DatasetLimits limits, string what) : Stream
{
    private long _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Counted(unpacked.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Counted(unpacked.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await unpacked.ReadAsync(buffer, cancellationToken));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int read)
    {
        _count += read;
        if (_count > limits.TotalBytes)
            throw new DatasetRejectedException(
                DatasetFault.ArchiveTooLarge, $"{what} unpacks to more than {limits.TotalBytes} bytes. Split the dataset, or raise the limit on total bytes.");
        var packed = packedBytes();
        if (_count > limits.RatioFreeBytes && _count > limits.CompressionRatio * packed)
        {
            throw new DatasetRejectedException(
                DatasetFault.ArchiveTooLarge,
                $"{what} unpacks {_count} bytes from {packed}: more than {limits.CompressionRatio} to 1, as only an archive bomb does. " +
                "Pack it anew without tricks, or raise the limit on the ratio.");
        }

        return read;
    }
}
