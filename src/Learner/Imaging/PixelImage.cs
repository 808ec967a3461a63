namespace MlopsCl.Learner.Imaging;

/// <summary>A decoded picture: rows of pixels, each of a few bytes.</summary>
public abstract record PixelImage
{
    private protected PixelImage(int width, int height, byte[] pixels, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)channels * width * height)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes do not make {width} x {height} pixels; give {(long)channels * width * height}.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Height x width x channels bytes, row by row from the top.</summary>
    public byte[] Pixels { get; }
}
