using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>Makes pictures to draw on.</summary>
internal static class Canvas
{
    /// <summary>A square of one colour.</summary>
    public static Rgb24Image Square(int side, (byte Red, byte Green, byte Blue) colour)
    {
        var pixels = new byte[side * side * 3];
        for (var i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = colour;
        return new Rgb24Image(side, side, pixels);
    }

    /// <summary>A grey picture of [side, side] in the middle of a black square.</summary>
    public static Rgb24Image WithGrey(ReadOnlySpan<byte> grey, int side, int squareSide)
    {
        var image = Square(squareSide, (0, 0, 0));
        var margin = (squareSide - side) / 2;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
                image.Pixels.AsSpan((((margin + y) * squareSide) + margin + x) * 3, 3).Fill(grey[(y * side) + x]);
        }

        return image;
    }

    /// <summary>Copies a picture into a larger one.</summary>
    public static void Paste(Rgb24Image picture, Rgb24Image canvas, int left, int top)
    {
        for (var y = 0; y < picture.Height; y++)
            picture.Pixels.AsSpan(y * picture.Width * 3, picture.Width * 3).CopyTo(canvas.Pixels.AsSpan((((top + y) * canvas.Width) + left) * 3));
    }
}
