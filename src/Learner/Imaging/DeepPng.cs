using System.Buffers.Binary;
using System.IO.Compression;
using MlopsCl.Learner.Imaging.Native;

namespace MlopsCl.Learner.Imaging;

/// <summary>
/// Decodes PNG of 16 bits a sample (ISO 15948) to 8 bits with Pillow's values: the high byte of colours and opacities. Grey without opacity, which
/// Pillow saturates, is scaled. libpng's simplified interface scales everything and, as of 1.6.39, mixes up the rows of interlaced pictures.
/// </summary>
internal static class DeepPng
{
    private const int SampleBytes = 2;
    private const byte GreyType = 0;
    private const byte ColourBit = 2;
    private const byte OpacityBit = 4;

    // First column and row of each pass, and the steps to the next.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Decodes a whole picture.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">Its sizes.</param>
    /// <param name="name">What messages call the picture.</param>
    /// <returns>Height x width x 4 bytes: red, green, blue and alpha, not multiplied.</returns>
    /// <exception cref="ImageFormatException">The data is damaged or cut short.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> bytes, ImageHeader header, string name)
    {
        byte[] pixels = LibPng.Decode(bytes, header, name);   // holds every chunk against its checksum
        (byte type, byte interlacing) = PngChunks.Layout(bytes);
        byte[] transparent = [.. PngChunks.Transparency(bytes)];
        int samples = ((type & ColourBit) != 0 ? 3 : 1) + ((type & OpacityBit) != 0 ? 1 : 0);
        try
        {
            using var data = new MemoryStream(PngChunks.Data(bytes));
            using var rows = new ZLibStream(data, CompressionMode.Decompress);
            foreach ((int x, int y, int stepX, int stepY) in interlacing == 0 ? [(0, 0, 1, 1)] : Passes)
            {
                byte[] row = new byte[Math.Max(0, (header.Width - x + stepX - 1) / stepX) * samples * SampleBytes];
                byte[] above = new byte[row.Length];
                for (int line = y; row.Length > 0 && line < header.Height; line += stepY)
                {
                    ReadRow(rows, row, above, samples * SampleBytes);
                    for (int at = 0, column = x; column < header.Width; at += samples * SampleBytes, column += stepX)
                    {
                        Place(row.AsSpan(at, samples * SampleBytes), type, transparent, pixels.AsSpan((int)(((long)line * header.Width) + column) * 4, 4));
                    }

                    (row, above) = (above, row);
                }
            }

            return pixels;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new ImageFormatException(name, $"the PNG data is damaged or cut short ({error.Message}).");
        }
    }

    // A row's filter, then its bytes less what the filter foretells from the sample to the left and the row above.
    private static void ReadRow(Stream rows, byte[] row, byte[] above, int pixelBytes)
    {
        int filter = rows.ReadByte();
        rows.ReadExactly(row);
        if (filter is < 0 or > 4)
        {
            throw new InvalidDataException($"a row's filter is {filter}");
        }

        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < pixelBytes ? (byte)0 : row[i - pixelBytes];
            byte corner = i < pixelBytes ? (byte)0 : above[i - pixelBytes];
            row[i] += filter switch
            {
                1 => left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => Nearest(left, above[i], corner),
                _ => 0,
            };
        }
    }

    // Paeth's predictor: whichever of the three is nearest to left + above - corner.
    private static byte Nearest(byte left, byte above, byte corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static void Place(ReadOnlySpan<byte> stored, byte type, ReadOnlySpan<byte> transparent, Span<byte> pixel)
    {
        bool isColour = (type & ColourBit) != 0;
        byte first = type == GreyType ? Scaled(BinaryPrimitives.ReadUInt16BigEndian(stored)) : stored[0];
        pixel[0] = first;
        pixel[1] = isColour ? stored[2] : first;
        pixel[2] = isColour ? stored[4] : first;
        bool isTransparent = transparent.Length == stored.Length && stored.SequenceEqual(transparent);
        pixel[3] = (type & OpacityBit) != 0 ? stored[^SampleBytes] : isTransparent ? (byte)0 : (byte)255;
    }

    private static byte Scaled(ushort value) => (byte)(((value * 255) + 32895) >> 16);
}
