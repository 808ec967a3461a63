using System.IO.Hashing;

namespace MlopsCl.Standins.Tests.IOHashing;

/// <summary>A hash that a person can compute: the sum of the bytes, in one byte, wrapping.</summary>
internal sealed class SumOfBytes() : NonCryptographicHashAlgorithm(1)
{
    private byte _sum;

    public override void Append(ReadOnlySpan<byte> source)
    {
        foreach (var value in source)
            _sum = unchecked((byte)(_sum + value));
    }

    public override void Reset() => _sum = 0;

    protected override void GetCurrentHashCore(Span<byte> destination) => destination[0] = _sum;
}
