namespace MlopsCl.Learner.Imaging;

/// <summary>A decoded picture of 8-bit red, green, blue and opacity; the colours are not multiplied by it.</summary>
public sealed record Rgba32Image
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">height x width x 4 bytes, row by row from the top.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as the sizes ask for.</exception>
    public Rgba32Image(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != 4L * width * height)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes do not make {width} x {height} pixels; give {4L * width * height}.",
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

    /// <summary>Height x width x 4 bytes (red, green, blue, opacity), row by row from the top.</summary>
    public byte[] Pixels { get; }
}
