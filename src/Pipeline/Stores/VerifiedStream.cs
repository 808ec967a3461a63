using System.Security.Cryptography;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// A file's content that fails at its end when it is not what was digested before: so no store keeps it under a wrong name.
/// </summary>
internal sealed class VerifiedStream(FileStream file, string sha256) : ForwardStream(file)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _path = file.Name;
    private bool _ended;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Source.Read(buffer);
        return Check(buffer[..read], buffer.Length);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Source.ReadAsync(buffer, cancellationToken);
        return Check(buffer.Span[..read], buffer.Length);
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private int Check(ReadOnlySpan<byte> read, int asked)
    {
        _hash.AppendData(read);
        if (read.Length > 0 || asked == 0 || _ended)
            return read.Length;
        _ended = true;
        return Convert.ToHexStringLower(_hash.GetHashAndReset()) == sha256 ? 0 : throw new ContentChangedException(_path);
    }
}
