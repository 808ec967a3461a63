namespace MlopsCl.Learner.Imaging;

/// <summary>A decoded picture of 8-bit red, green, blue and opacity; the colours are not multiplied by it.</summary>
public sealed record Rgba32Image : PixelImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">height x width x 4 bytes, row by row from the top.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as the sizes ask for.</exception>
    public Rgba32Image(int width, int height, byte[] pixels)
        : base(width, height, pixels, 4)
    {
    }
}
