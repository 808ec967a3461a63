using System.Buffers.Binary;
using System.Text;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>A chunk of a PNG file: length, type, data and CRC (PNG specification, section 5.3).</summary>
internal static class PngChunk
{
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xEDB88320))];

    public static void Write(Stream output, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        output.Write(word);
        var body = new byte[4 + data.Length];
        Encoding.ASCII.GetBytes(type, body);
        data.CopyTo(body.AsSpan(4));
        output.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc(body));
        output.Write(word);
    }

    /// <summary>The chunks of a file, in order, up to and without IEND.</summary>
    public static IEnumerable<(string Type, ReadOnlyMemory<byte> Data)> Read(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(Signature))
            throw new InvalidDataException("The file does not begin with the PNG signature.");
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.Span[at..]);
            var type = Encoding.ASCII.GetString(file.Span.Slice(at + 4, 4));
            if (length < 0 || length > file.Length - at - 12)
                throw new InvalidDataException($"PNG chunk '{type}' says {length} bytes, but {file.Length - at - 12} are left.");
            if (type == "IEND")
                yield break;
            yield return (type, file.Slice(at + 8, length));
            at += length + 12;
        }

        throw new InvalidDataException("The PNG file ends before its IEND chunk.");
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }
}
