using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>Pictures with opacity, such as icons and emoji, as the importers use them.</summary>
internal static class Drawing
{
    /// <summary>Opacity from which a pixel counts as part of the drawing.</summary>
    public const int OpaqueFrom = 128;

    /// <summary>Reads a picture file with its opacity.</summary>
    /// <exception cref="ImageFormatException">The file is not a picture.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Rgba32Image Read(string path) => ImageDecoder.DecodeRgba(File.ReadAllBytes(path), path);

    /// <summary>The drawing on a ground of one colour, centred in a square whose side is its longer one.</summary>
    public static Rgb24Image Over(this Rgba32Image drawing, (byte Red, byte Green, byte Blue) ground)
    {
        var (width, height) = (drawing.Width, drawing.Height);
        var side = Math.Max(width, height);
        var image = Canvas.Square(side, ground);
        var (left, top) = ((side - width) / 2, (side - height) / 2);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Blend(drawing.Pixels.AsSpan(((y * width) + x) * 4, 4), image.Pixels.AsSpan((((top + y) * side) + left + x) * 3, 3));
        }

        return image;
    }

    /// <summary>The drawing on white.</summary>
    public static Rgb24Image OverWhite(this Rgba32Image drawing) => drawing.Over((255, 255, 255));

    /// <summary>The drawing on white, 32 x 32: as the datasets show it.</summary>
    public static Rgb24Image Small(this Rgba32Image drawing) =>
        BicubicResize.Resize(drawing.OverWhite(), LabelledPicture.WrittenSide, LabelledPicture.WrittenSide);

    private static void Blend(ReadOnlySpan<byte> over, Span<byte> under)
    {
        int alpha = over[3];
        for (var channel = 0; channel < 3; channel++)
            under[channel] = (byte)(((over[channel] * alpha) + (under[channel] * (255 - alpha)) + 127) / 255);
    }
}
