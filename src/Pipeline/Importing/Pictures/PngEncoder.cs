using System.Buffers.Binary;
using System.IO.Compression;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>Writes 8-bit RGB pictures as PNG without filters: the same pixels always give the same bytes.</summary>
internal static class PngEncoder
{
    public static byte[] Encode(Rgb24Image image)
    {
        using var file = new MemoryStream();
        file.Write(PngChunk.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        (header[8], header[9]) = (8, 2);
        PngChunk.Write(file, "IHDR", header);
        PngChunk.Write(file, "IDAT", Compress(image));
        PngChunk.Write(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Compress(Rgb24Image image)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            for (var y = 0; y < image.Height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(image.Pixels, y * image.Width * 3, image.Width * 3);
            }
        }

        return packed.ToArray();
    }
}
