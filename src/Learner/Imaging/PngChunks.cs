using System.Buffers.Binary;

namespace MlopsCl.Learner.Imaging;

/// <summary>Walks the chunks of a PNG file (ISO 15948).</summary>
internal static class PngChunks
{
    /// <summary>Bytes of the signature.</summary>
    public const int SignatureBytes = 8;

    private const int Overhead = 12;
    private const int ColourTypeOffset = 25;
    private const byte Palette = 3;

    /// <summary>The eXIf chunk (a TIFF file); empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> bytes) => Find(bytes, "eXIf"u8, []);

    /// <summary>The XMP packet (XML), with the flags that stand before it; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Xmp(ReadOnlySpan<byte> bytes) => Find(bytes, "iTXt"u8, "XML:com.adobe.xmp\0"u8);

    /// <summary>True for a palette some of whose colours are transparent.</summary>
    public static bool HasTransparentPalette(ReadOnlySpan<byte> bytes) => bytes.Length > ColourTypeOffset
        && bytes[..SignatureBytes] is [0x89, (byte)'P', (byte)'N', (byte)'G', ..]
        && bytes[ColourTypeOffset] == Palette
        && !Find(bytes, "tRNS"u8, []).IsEmpty;

    /// <summary>
    /// Copies the chunks that make up the stored values: the critical ones and tRNS. Gamma, chromaticities, profiles and texts stay behind,
    /// so that a decoder hands out the numbers in the file instead of correcting them for a display.
    /// </summary>
    public static byte[] WithoutColourManagement(ReadOnlySpan<byte> bytes)
    {
        byte[] kept = new byte[bytes.Length];
        bytes[..SignatureBytes].CopyTo(kept);
        int length = SignatureBytes;
        int position = SignatureBytes;
        while (Next(bytes, ref position, out ReadOnlySpan<byte> chunk))
        {
            bool critical = (chunk[4] & 0x20) == 0;
            if (critical || Type(chunk).SequenceEqual("tRNS"u8))
            {
                chunk.CopyTo(kept.AsSpan(length));
                length += chunk.Length;
            }
        }

        // What is left is a chunk that was cut short; the decoder shall see and refuse it.
        bytes[position..].CopyTo(kept.AsSpan(length));
        return kept[..(length + bytes.Length - position)];
    }

    // The rest of the first chunk of a type whose content begins with a keyword.
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> type, ReadOnlySpan<byte> keyword)
    {
        int position = SignatureBytes;
        while (Next(bytes, ref position, out ReadOnlySpan<byte> chunk))
        {
            if (Type(chunk).SequenceEqual(type) && chunk[8..^4].StartsWith(keyword))
            {
                return chunk[(8 + keyword.Length)..^4];
            }
        }

        return [];
    }

    private static ReadOnlySpan<byte> Type(ReadOnlySpan<byte> chunk) => chunk[4..8];

    private static bool Next(ReadOnlySpan<byte> bytes, scoped ref int position, out ReadOnlySpan<byte> chunk)
    {
        ReadOnlySpan<byte> rest = bytes[position..];
        long length = rest.Length < Overhead ? long.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest) + (long)Overhead;
        if (length > rest.Length)
        {
            chunk = [];
            return false;
        }

        chunk = rest[..(int)length];
        position += (int)length;
        return true;
    }
}
