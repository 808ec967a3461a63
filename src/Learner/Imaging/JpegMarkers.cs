using System.Buffers.Binary;

namespace MlopsCl.Learner.Imaging;

/// <summary>Walks the marker segments of a JPEG file up to its first scan (ITU-T T.81, annex B).</summary>
internal static class JpegMarkers
{
    private const byte StartOfScan = 0xDA;
    private const byte App1 = 0xE1;

    /// <summary>Reads the sizes out of the frame header.</summary>
    public static ImageHeader? ReadSize(ReadOnlySpan<byte> bytes)
    {
        int position = 2;
        while (Next(bytes, ref position, out byte marker, out ReadOnlySpan<byte> segment) && marker != StartOfScan)
        {
            if (IsFrameHeader(marker))
            {
                return segment.Length < 5 ? null : new ImageHeader(
                    BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
                    BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
                    ImageFormat.Jpeg);
            }
        }

        return null;
    }

    /// <summary>The EXIF data (a TIFF file); empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> bytes) => Application(bytes, "Exif\0\0"u8);

    /// <summary>The XMP packet (XML); empty if there is none.</summary>
    public static ReadOnlySpan<byte> Xmp(ReadOnlySpan<byte> bytes) => Application(bytes, "http://ns.adobe.com/xap/1.0/\0"u8);

    // The rest of the first APP1 segment that begins with a signature.
    private static ReadOnlySpan<byte> Application(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        int position = 2;
        while (Next(bytes, ref position, out byte marker, out ReadOnlySpan<byte> segment) && marker != StartOfScan)
        {
            if (marker == App1 && segment.StartsWith(signature))
            {
                return segment[signature.Length..];
            }
        }

        return [];
    }

    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // Moves to the next marker that has a segment; false at the end of the data.
    private static bool Next(ReadOnlySpan<byte> bytes, scoped ref int position, out byte marker, out ReadOnlySpan<byte> segment)
    {
        while (position + 4 <= bytes.Length)
        {
            marker = bytes[position + 1];
            if (bytes[position] != 0xFF || marker is 0xFF or 0x00)
            {
                position++;
            }
            else if (marker is 0x01 or (>= 0xD0 and <= 0xD9))
            {
                position += 2;
            }
            else
            {
                int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
                int start = position + 4;
                position += 2 + Math.Max(length, 2);
                segment = bytes[start..Math.Clamp(position, start, bytes.Length)];
                return true;
            }
        }

        marker = 0;
        segment = [];
        return false;
    }
}
