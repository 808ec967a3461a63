using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>A drawing of 8-bit red, green, blue and (unassociated) opacity, row by row from the top.</summary>
internal sealed record Rgba32Image(int Width, int Height, byte[] Pixels)
{
    /// <summary>Opacity from which a pixel counts as part of the drawing.</summary>
    public const int OpaqueFrom = 128;

    private static readonly ImageDecodeOptions OnBlack = new() { Background = (0, 0, 0) }, OnWhite = new() { Background = (255, 255, 255) };

    /// <summary>Reads a picture file with its opacity: what a white and a black ground make of a pixel differs by what shines through.</summary>
    /// <exception cref="ImageFormatException">The file is not a picture.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Rgba32Image Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var colours = ImageDecoder.Decode(file, path);
        var (black, white) = (ImageDecoder.Decode(file, path, OnBlack).Pixels, ImageDecoder.Decode(file, path, OnWhite).Pixels);
        var pixels = new byte[colours.Width * colours.Height * 4];
        for (var (i, j) = (0, 0); i < pixels.Length; (i, j) = (i + 4, j + 3))
        {
            colours.Pixels.AsSpan(j, 3).CopyTo(pixels.AsSpan(i));
            pixels[i + 3] = (byte)(255 - (white[j] - black[j]));
        }

        return new Rgba32Image(colours.Width, colours.Height, pixels);
    }

    /// <summary>The drawing on a ground of one colour, centred in a square whose side is its longer one.</summary>
    public Rgb24Image Over((byte Red, byte Green, byte Blue) ground)
    {
        var side = Math.Max(Width, Height);
        var image = Canvas.Square(side, ground);
        var (left, top) = ((side - Width) / 2, (side - Height) / 2);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                Blend(Pixels.AsSpan(((y * Width) + x) * 4, 4), image.Pixels.AsSpan((((top + y) * side) + left + x) * 3, 3));
        }

        return image;
    }

    /// <summary>The drawing on white.</summary>
    public Rgb24Image OverWhite() => Over((255, 255, 255));

    private static void Blend(ReadOnlySpan<byte> over, Span<byte> under)
    {
        int alpha = over[3];
        for (var channel = 0; channel < 3; channel++)
            under[channel] = (byte)(((over[channel] * alpha) + (under[channel] * (255 - alpha)) + 127) / 255);
    }
}
