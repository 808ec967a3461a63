using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Randomness;

namespace MlopsCl.Learner.Batches;

/// <summary>Random crops, shifts and brightness, for pre-training.</summary>
public sealed record PictureAugmentation
{
    /// <summary>The largest shift along each axis, as a share of the side, 0 to 0.5. Uncovered pixels repeat the edge.</summary>
    /// <value>The default is 0.1.</value>
    public double Shift { get; init; } = 0.1;

    /// <summary>The smallest part of each side that is kept, above 0, to 1.</summary>
    /// <value>The default is 0.8.</value>
    public double SmallestCrop { get; init; } = 0.8;

    /// <summary>The largest relative change of brightness, 0 to 1.</summary>
    /// <value>The default is 0.2.</value>
    public double Brightness { get; init; } = 0.2;

    /// <summary>Changes a picture; the size may become smaller, the proportions stay.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="random">Where chance comes from.</param>
    public Rgb24Image Apply(Rgb24Image image, SeededRandom random)
    {
        var crop = SmallestCrop + (1 - SmallestCrop) * random.NextDouble();
        var (width, height) = (Math.Max(1, (int)Math.Round(image.Width * crop)), Math.Max(1, (int)Math.Round(image.Height * crop)));
        var left = Offset(image.Width, width, random);
        var top = Offset(image.Height, height, random);
        return Cut(image, left, top, width, height, Levels(1 + Brightness * (2 * random.NextDouble() - 1)));
    }

    private int Offset(int side, int kept, SeededRandom random)
    {
        var inside = (side - kept) * random.NextDouble();
        return (int)Math.Round(inside + side * Shift * (2 * random.NextDouble() - 1));
    }

    private static byte[] Levels(double factor) =>
        [.. Enumerable.Range(0, 256).Select(level => (byte)Math.Clamp(Math.Round(level * factor), 0, 255))];

    private static Rgb24Image Cut(Rgb24Image image, int left, int top, int width, int height, byte[] levels)
    {
        var pixels = new byte[3 * width * height];
        var at = 0;
        for (var y = 0; y < height; y++)
        {
            var row = 3 * image.Width * Math.Clamp(top + y, 0, image.Height - 1);
            for (var x = 0; x < width; x++)
            {
                var from = row + 3 * Math.Clamp(left + x, 0, image.Width - 1);
                pixels[at++] = levels[image.Pixels[from]];
                pixels[at++] = levels[image.Pixels[from + 1]];
                pixels[at++] = levels[image.Pixels[from + 2]];
            }
        }

        return new Rgb24Image(width, height, pixels);
    }
}
