using System.Buffers.Binary;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>The IHDR chunk of a PNG file that this reader takes: not interlaced, 1 to 8 bits a sample.</summary>
internal sealed record PngHeader(int Width, int Height, int Depth, int ColourType)
{
    public const int Grey = 0, Colour = 2, Palette = 3, GreyAlpha = 4, ColourAlpha = 6;
    private const int LongestSide = 4096;

    public int Channels => ColourType switch { Grey or Palette => 1, GreyAlpha => 2, Colour => 3, _ => 4 };

    public int Stride => ((Width * Channels * Depth) + 7) / 8;

    /// <summary>Bytes from a sample to the same one of the pixel before it, as filters count them.</summary>
    public int Step => Math.Max(1, Channels * Depth / 8);

    public static PngHeader Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
            throw new InvalidDataException($"The PNG header has {data.Length} bytes; it must have 13.");
        var header = new PngHeader(BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]), data[8], data[9]);
        if (header.Width is < 1 or > LongestSide || header.Height is < 1 or > LongestSide)
            throw new InvalidDataException($"The PNG is {header.Width} x {header.Height}; sides of 1 to {LongestSide} are taken.");
        if (header.ColourType is not (Grey or Colour or Palette or GreyAlpha or ColourAlpha) || header.Depth is not (1 or 2 or 4 or 8) || data[12] != 0)
            throw new InvalidDataException($"The PNG has colour type {header.ColourType}, depth {header.Depth}, interlace {data[12]}; only plain ones of 1 to 8 bits are taken.");
        return header;
    }
}
