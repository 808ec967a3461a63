using System.Buffers.Binary;
using System.IO.Compression;

namespace MlopsCl.Learner.Imaging;

/// <summary>Writes 8-bit RGB PNG files (ISO 15948), each row with the filter whose differences are smallest.</summary>
public static class PngEncoder
{
    private const int BytesPerPixel = 3;
    private const int FilterCount = 5;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>Encodes a picture without loss.</summary>
    /// <returns>The whole file.</returns>
    public static byte[] Encode(Rgb24Image image)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8; // bits per channel
        header[9] = 2; // red, green, blue
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(image));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(Rgb24Image image)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int stride = image.Width * BytesPerPixel;
            byte[] above = new byte[stride];
            byte[] candidate = new byte[1 + stride];
            byte[] best = new byte[1 + stride];
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<byte> row = image.Pixels.AsSpan(y * stride, stride);
                long smallest = long.MaxValue;
                for (byte filter = 0; filter < FilterCount; filter++)
                {
                    long sum = Filter(filter, row, above, candidate);
                    if (sum < smallest)
                    {
                        smallest = sum;
                        (best, candidate) = (candidate, best);
                    }
                }

                zlib.Write(best);
                row.CopyTo(above);
            }
        }

        return compressed.ToArray();
    }

    // Fills target with the filter's number and the filtered row; returns the sum of absolute differences.
    private static long Filter(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> target)
    {
        target[0] = filter;
        long sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < BytesPerPixel ? 0 : row[i - BytesPerPixel];
            int up = above[i];
            int predicted = filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, i < BytesPerPixel ? 0 : above[i - BytesPerPixel]),
                _ => 0,
            };
            sbyte difference = (sbyte)(row[i] - predicted);
            target[1 + i] = (byte)difference;
            sum += Math.Abs((int)difference);
        }

        return sum;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left);
        int toUp = Math.Abs(estimate - up);
        int toCorner = Math.Abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        file.Write(type);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), body));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc = CrcTable[(byte)crc ^ value] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint CrcOf(int index)
    {
        uint crc = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
