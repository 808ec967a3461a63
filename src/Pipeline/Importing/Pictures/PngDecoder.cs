using System.IO.Compression;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>Reads PNG files with their opacity: palette, grey and colour of up to 8 bits, not interlaced (icons and emoji are).</summary>
internal static class PngDecoder
{
    /// <exception cref="InvalidDataException">The file is not such a PNG.</exception>
    public static Rgba32Image Decode(ReadOnlyMemory<byte> file)
    {
        PngHeader? header = null;
        ReadOnlyMemory<byte> palette = default, transparency = default;
        using var packed = new MemoryStream();
        foreach (var (type, data) in PngChunk.Read(file))
        {
            if (type == "IHDR")
                header = PngHeader.Parse(data.Span);
            else if (type == "PLTE")
                palette = data;
            else if (type == "tRNS")
                transparency = data;
            else if (type == "IDAT")
                packed.Write(data.Span);
        }

        packed.Position = 0;
        return Expand(header ?? throw new InvalidDataException("The PNG has no IHDR chunk."), packed, palette.Span, transparency.Span);
    }

    private static Rgba32Image Expand(PngHeader header, Stream packed, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        var pixels = new byte[header.Width * header.Height * 4];
        var (row, above) = (new byte[header.Stride], new byte[header.Stride]);
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        for (var y = 0; y < header.Height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            Unfilter(filter, row, above, header.Step);
            for (var x = 0; x < header.Width; x++)
                Pixel(header, row, x, palette, transparency, pixels.AsSpan(((y * header.Width) + x) * 4, 4));
            (row, above) = (above, row);
        }

        return new Rgba32Image(header.Width, header.Height, pixels);
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        if (filter is < 0 or > 4)
            throw new InvalidDataException($"PNG filter {filter} does not exist; it must be 0 to 4.");
        for (var i = 0; filter != 0 && i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static void Pixel(PngHeader header, byte[] row, int x, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency, Span<byte> rgba)
    {
        var at = x * header.Channels;
        var sample = header.Depth == 8 ? row[at] : (row[x * header.Depth / 8] >> (8 - header.Depth - (x * header.Depth % 8))) & ((1 << header.Depth) - 1);
        rgba[3] = 255;
        if (header.ColourType == PngHeader.Palette)
        {
            if ((sample * 3) + 3 > palette.Length)
                throw new InvalidDataException($"PNG palette index {sample} is not in a palette of {palette.Length / 3} colours.");
            palette.Slice(sample * 3, 3).CopyTo(rgba);
            rgba[3] = sample < transparency.Length ? transparency[sample] : (byte)255;
        }
        else if (header.ColourType is PngHeader.Grey or PngHeader.GreyAlpha)
        {
            rgba[..3].Fill((byte)(sample * 255 / ((1 << header.Depth) - 1)));
            rgba[3] = header.ColourType == PngHeader.GreyAlpha ? row[at + 1] : (byte)255;
        }
        else
        {
            row.AsSpan(at, header.Channels).CopyTo(rgba);
        }
    }
}
