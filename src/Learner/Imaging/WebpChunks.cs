using System.Buffers.Binary;

namespace MlopsCl.Learner.Imaging;

/// <summary>Walks the chunks of a WebP file (RFC 9649).</summary>
internal static class WebpChunks
{
    private const int FirstChunk = 12;

    /// <summary>Reads the sizes out of the first chunk.</summary>
    public static ImageHeader? ReadSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FirstChunk + 18)
        {
            return null;
        }

        ReadOnlySpan<byte> type = bytes[FirstChunk..(FirstChunk + 4)];
        ReadOnlySpan<byte> body = bytes[(FirstChunk + 8)..];
        if (type.SequenceEqual("VP8 "u8))
        {
            int width = BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF;
            return Header(width, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF);
        }

        if (type.SequenceEqual("VP8L"u8))
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
            return Header((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return type.SequenceEqual("VP8X"u8) ? Header(ReadUInt24(body[4..]) + 1, ReadUInt24(body[7..]) + 1) : null;
    }

    /// <summary>True for a film: only still pictures are read.</summary>
    public static bool IsAnimated(ReadOnlySpan<byte> bytes) => !Find(bytes, "ANIM"u8).IsEmpty;

    /// <summary>True where the stored pixels are exact.</summary>
    public static bool IsLossless(ReadOnlySpan<byte> bytes) => !Find(bytes, "VP8L"u8).IsEmpty;

    /// <summary>The EXIF chunk (a TIFF file); empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> exif = Find(bytes, "EXIF"u8);
        return exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif;
    }

    /// <summary>The XMP packet (XML); empty if there is none.</summary>
    public static ReadOnlySpan<byte> Xmp(ReadOnlySpan<byte> bytes) => Find(bytes, "XMP "u8);

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> type)
    {
        long position = FirstChunk;
        while (position + 8 <= bytes.Length)
        {
            ReadOnlySpan<byte> chunk = bytes[(int)position..];
            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith(type))
            {
                return chunk[8..(int)Math.Min(8 + length, chunk.Length)];
            }

            position += 8 + length + (length & 1);
        }

        return [];
    }

    private static ImageHeader Header(int width, int height) => new(width, height, ImageFormat.Webp);

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
