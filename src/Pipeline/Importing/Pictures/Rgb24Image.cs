namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>A picture of 8-bit red, green and blue, row by row from the top.</summary>
internal sealed record Rgb24Image(int Width, int Height, byte[] Pixels)
{
    public static Rgb24Image Filled(int width, int height, byte value)
    {
        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, value);
        return new Rgb24Image(width, height, pixels);
    }

    /// <summary>A picture of one channel, in the middle of a larger canvas of one grey.</summary>
    public static Rgb24Image FromGrey(ReadOnlySpan<byte> grey, int width, int height, int canvas, byte background = 0)
    {
        var image = Filled(canvas, canvas, background);
        var (left, top) = ((canvas - width) / 2, (canvas - height) / 2);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                image.Pixels.AsSpan((((top + y) * canvas) + left + x) * 3, 3).Fill(grey[(y * width) + x]);
        }

        return image;
    }
}
