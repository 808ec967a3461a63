using System.Buffers.Binary;

namespace MlopsCl.Learner.Imaging;

/// <summary>The orientation tag of EXIF data: how the stored rows must be turned to stand upright.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>Reads the tag from the first directory of a TIFF structure.</summary>
    /// <returns>1 (upright) to 8, 1 also for a wrong value, since that must not cost a picture; null where there is no such tag.</returns>
    public static int? Read(ReadOnlySpan<byte> tiff)
    {
        bool little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!little && !tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        uint directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        int count = UInt16(tiff[(int)directory..], little);
        for (int i = 0; i < count; i++)
        {
            long start = directory + 2 + (12L * i);
            if (start + 12 > tiff.Length)
            {
                return null;
            }

            ReadOnlySpan<byte> entry = tiff[(int)start..];
            if (UInt16(entry, little) == OrientationTag)
            {
                int value = UInt16(entry[2..], little) == ShortType ? UInt16(entry[8..], little) : 1;
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return null;
    }

    /// <summary>Reads the same tag from an XMP packet, where editors leave it that write no EXIF data.</summary>
    /// <returns>1 to 8, or null where the packet does not tell.</returns>
    public static int? ReadXmp(ReadOnlySpan<byte> xml)
    {
        int found = xml.IndexOf("tiff:Orientation"u8);
        return found < 0 ? null : xml[(found + "tiff:Orientation"u8.Length)..] switch
        {
            [(byte)'=', (byte)'"', >= (byte)'1' and <= (byte)'8' and var digit, ..] => digit - '0',
            [(byte)'>', >= (byte)'1' and <= (byte)'8' and var digit, ..] => digit - '0',
            _ => null,
        };
    }

    /// <summary>Turns and mirrors a picture so that it stands upright.</summary>
    /// <param name="stored">The pixels as stored, row by row.</param>
    /// <param name="channels">Bytes of a pixel.</param>
    /// <param name="storedWidth">Pixels in a stored row.</param>
    /// <param name="storedHeight">Stored rows.</param>
    /// <param name="orientation">1 to 8, as the EXIF standard numbers them.</param>
    public static (int Width, int Height, byte[] Pixels) Apply(byte[] stored, int channels, int storedWidth, int storedHeight, int orientation)
    {
        if (orientation == 1)
        {
            return (storedWidth, storedHeight, stored);
        }

        bool swaps = orientation >= 5;
        int width = swaps ? storedHeight : storedWidth;
        int height = swaps ? storedWidth : storedHeight;
        byte[] pixels = new byte[stored.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int sourceX, int sourceY) = Source(orientation, x, y, storedWidth - 1, storedHeight - 1);
                int from = channels * ((sourceY * storedWidth) + sourceX);
                stored.AsSpan(from, channels).CopyTo(pixels.AsSpan(channels * ((y * width) + x)));
            }
        }

        return (width, height, pixels);
    }

    private static (int X, int Y) Source(int orientation, int x, int y, int right, int bottom) => orientation switch
    {
        2 => (right - x, y),
        3 => (right - x, bottom - y),
        4 => (x, bottom - y),
        5 => (y, x),
        6 => (y, bottom - x),
        7 => (right - y, bottom - x),
        8 => (right - y, x),
        _ => (x, y),
    };

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
