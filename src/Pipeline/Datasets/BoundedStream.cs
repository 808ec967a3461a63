using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>Passes on what is unpacked, and stops as soon as it is more than the packed bytes could honestly hold, or than may be unpacked at all.</summary>
internal sealed class BoundedStream(Stream unpacked, Func<long> packedBytes, DatasetLimits limits, string what) : ForwardStream(unpacked)
{
    private long _count;

    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Counted(Source.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Counted(Source.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await Source.ReadAsync(buffer, cancellationToken));

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
