using System.Buffers.Binary;

namespace MlopsCl.Learner.Imaging;

/// <summary>Walks the chunks of a PNG file (ISO 15948).</summary>
internal static class PngChunks
{
    /// <summary>Bytes of the signature.</summary>
    public const int SignatureBytes = 8;

    private const int Overhead = 12;
    private const int ColourTypeOffset = 25;
    private const int DepthOffset = 24;
    private const int InterlaceOffset = 28;
    private const byte Grey = 0;
    private const byte TrueColour = 2;
    private const byte Palette = 3;

    /// <summary>The eXIf chunk (a TIFF file); empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> bytes) => Find(bytes, "eXIf"u8, []);

    /// <summary>The XMP packet (XML), with the flags that stand before it; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Xmp(ReadOnlySpan<byte> bytes) => Find(bytes, "iTXt"u8, "XML:com.adobe.xmp\0"u8);

    /// <summary>
    /// The one colour that a picture without an alpha channel declares transparent, as Pillow understands the declaration: a palette must have
    /// exactly one colour that is fully transparent and none that is partly so, and values are compared as they are stored. Null where
    /// there is none.
    /// </summary>
    public static (byte Red, byte Green, byte Blue)? TransparentColour(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> declared = bytes.Length > ColourTypeOffset ? Transparency(bytes) : [];
        return declared.IsEmpty ? null : (bytes[ColourTypeOffset], bytes[DepthOffset]) switch
        {
            (Grey, 1) when declared.Length >= 2 => (declared[1], 0, 0),
            (Grey, < 16) when declared.Length >= 2 => (declared[1], declared[1], declared[1]),
            (TrueColour, _) when declared.Length >= 6 => (declared[1], declared[3], declared[5]),
            (Palette, _) => PaletteColour(Find(bytes, "PLTE"u8, []), declared),
            _ => null,
        };
    }

    /// <summary>Whether samples have 16 bits.</summary>
    public static bool IsDeep(ReadOnlySpan<byte> bytes) => bytes.Length > InterlaceOffset && bytes[DepthOffset] == 16;

    /// <summary>The colour type and the way of interlacing, as numbers of the format.</summary>
    /// <param name="bytes">A file whose header is whole.</param>
    public static (byte ColourType, byte Interlacing) Layout(ReadOnlySpan<byte> bytes) => (bytes[ColourTypeOffset], bytes[InterlaceOffset]);

    /// <summary>The tRNS chunk's content; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Transparency(ReadOnlySpan<byte> bytes) => Find(bytes, "tRNS"u8, []);

    /// <summary>The compressed rows: the contents of all IDAT chunks, one after another.</summary>
    public static byte[] Data(ReadOnlySpan<byte> bytes)
    {
        using var data = new MemoryStream(bytes.Length);
        int position = SignatureBytes;
        while (Next(bytes, ref position, out ReadOnlySpan<byte> chunk))
        {
            if (Type(chunk).SequenceEqual("IDAT"u8))
            {
                data.Write(chunk[8..^4]);
            }
        }

        return data.ToArray();
    }

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

    private static (byte Red, byte Green, byte Blue)? PaletteColour(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacities)
    {
        int index = opacities.IndexOf((byte)0);
        bool isOnlyOne = index >= 0 && !opacities[..index].ContainsAnyExcept((byte)255) && !opacities[(index + 1)..].ContainsAnyExcept((byte)255);
        int at = index * 3;
        return isOnlyOne && at + 3 <= palette.Length ? (palette[at], palette[at + 1], palette[at + 2]) : null;
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
