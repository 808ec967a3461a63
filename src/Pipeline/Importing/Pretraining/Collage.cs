using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>Pictures of 32 x 32 that show one drawing once or several times on a ground of one colour; copies never overlap.</summary>
internal sealed record Collage(Rgb24Image Image, int Count, string Ground, string? Place, string? Size)
{
    private const int Side = LabelledPicture.WrittenSide, Smallest = 8, LargestOfFour = 14, LargestOfFive = 10, LargestOfOne = 28, SmallUpTo = 13,
        LargeFrom = 20;

    /// <summary>The most copies that a collage shows.</summary>
    public const int MostCopies = 5;

    private static readonly (string Name, (byte Red, byte Green, byte Blue) Colour)[] Grounds =
        [("white", (255, 255, 255)), ("black", (0, 0, 0)), ("grey", (160, 160, 160)), ("blue", (90, 120, 220)), ("green", (90, 180, 100)),
            ("yellow", (250, 225, 110)), ("red", (220, 90, 80))];

    /// <summary><paramref name="count"/> copies (1 to 5), at places and in sizes that the hash of <paramref name="name"/> chooses.</summary>
    public static Collage Make(Rgba32Image drawing, int count, long seed, string name)
    {
        var colour = MainColour.Of(drawing);
        var grounds = Grounds.Where(g => g.Name != colour).ToList();
        var ground = grounds[SeededHash.Below(grounds.Count, seed, "ground", name)];
        var canvas = Canvas.Square(Side, ground.Colour);
        var largest = count == 1 ? LargestOfOne : count < MostCopies ? LargestOfFour : LargestOfFive;
        var size = Smallest + SeededHash.Below(largest - Smallest + 1, seed, "size", name);
        var copy = BicubicResize.Resize(drawing.Over(ground.Colour), size, size);
        var places = Places(count, size, seed, name);
        foreach (var (left, top) in places)
            Canvas.Paste(copy, canvas, left, top);
        return new Collage(
            canvas, count, ground.Name, count == 1 && size <= SmallUpTo ? PlaceName(places[0], size) : null, count > 1 ? null : size <= SmallUpTo
                ? "small" : size >= LargeFrom ? "large" : null);
    }

    /// <summary>Cells of a grid in hashed order, each copy moved within its cell; a grid is chosen that has cells enough.</summary>
    private static List<(int Left, int Top)> Places(int count, int size, long seed, string name)
    {
        var columns = Side / size;
        var cell = Side / columns;
        return [.. SeededHash.Shuffle(Enumerable.Range(0, columns * columns), seed, "cells", c => $"{name} {c}").Take(count).Select(c => (
            ((c % columns) * cell) + SeededHash.Below(cell - size + 1, seed, "across", $"{name} {c}"),
            ((c / columns) * cell) + SeededHash.Below(cell - size + 1, seed, "down", $"{name} {c}")))];
    }

    private static string PlaceName((int Left, int Top) at, int size)
    {
        var (x, y) = (Third(at.Left + (size / 2.0)), Third(at.Top + (size / 2.0)));
        return (x, y) switch
        {
            (0, 0) => "top left",
            (1, 0) => "top",
            (2, 0) => "top right",
            (0, 1) => "left",
            (1, 1) => "centre",
            (2, 1) => "right",
            (0, 2) => "bottom left",
            (1, 2) => "bottom",
            _ => "bottom right",
        };
    }

    private static int Third(double centre) => Math.Clamp((int)(centre * 3 / Side), 0, 2);
}
