using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>What can be computed about a drawing; null where it is not clear enough to ask.</summary>
internal sealed record PictureFacts(string? Colour, string? Brightness, string? Shape, string? Symmetric)
{
    public static PictureFacts Of(Rgba32Image image)
    {
        var (left, top, right, bottom, light, opaque) = (image.Width, image.Height, -1, -1, 0.0, 0);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var pixel = image.Pixels.AsSpan(((y * image.Width) + x) * 4, 4);
                if (pixel[3] < Drawing.OpaqueFrom)
                    continue;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
                light += (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
                opaque++;
            }
        }

        return opaque == 0
            ? new PictureFacts(null, null, null, null)
            : new PictureFacts(MainColour.Of(image), BrightnessOf(light / opaque), ShapeOf((double)(right - left + 1) / (bottom - top + 1)), Symmetry(image));
    }

    private static string? BrightnessOf(double light) => light >= 165 ? "bright" : light <= 110 ? "dark" : null;

    private static string? ShapeOf(double ratio) => ratio >= 1.25 ? "wide" : ratio <= 0.8 ? "tall" : null;

    /// <summary>By the mean difference of the picture over white from its mirror image, of 255.</summary>
    private static string? Symmetry(Rgba32Image image)
    {
        var over = image.OverWhite();
        var difference = 0L;
        for (var y = 0; y < over.Height; y++)
        {
            for (var i = 0; i < over.Width * 3; i++)
            {
                var mirrored = ((over.Width - 1 - (i / 3)) * 3) + (i % 3);
                difference += Math.Abs(over.Pixels[(y * over.Width * 3) + i] - over.Pixels[(y * over.Width * 3) + mirrored]);
            }
        }

        var mean = (double)difference / over.Pixels.Length;
        return mean <= 6 ? "yes" : mean >= 18 ? "no" : null;
    }
}
