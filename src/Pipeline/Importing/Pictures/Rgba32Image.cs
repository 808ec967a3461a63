namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>A picture of 8-bit red, green, blue and (unassociated) opacity, row by row from the top.</summary>
internal sealed record Rgba32Image(int Width, int Height, byte[] Pixels)
{
    /// <summary>The picture on a white ground, in a square whose side is the longer one, centred.</summary>
    public Rgb24Image OverWhite()
    {
        var side = Math.Max(Width, Height);
        var image = Rgb24Image.Filled(side, side, 255);
        Draw(image, (side - Width) / 2, (side - Height) / 2);
        return image;
    }

    /// <summary>Composes this picture over another one at a place; what lies outside is cut off.</summary>
    public void Draw(Rgb24Image canvas, int left, int top)
    {
        for (var y = Math.Max(0, -top); y < Math.Min(Height, canvas.Height - top); y++)
        {
            for (var x = Math.Max(0, -left); x < Math.Min(Width, canvas.Width - left); x++)
                Blend(Pixels.AsSpan(((y * Width) + x) * 4, 4), canvas.Pixels.AsSpan((((top + y) * canvas.Width) + left + x) * 3, 3));
        }
    }

    private static void Blend(ReadOnlySpan<byte> over, Span<byte> under)
    {
        int alpha = over[3];
        for (var channel = 0; channel < 3; channel++)
            under[channel] = (byte)(((over[channel] * alpha) + (under[channel] * (255 - alpha)) + 127) / 255);
    }
}
