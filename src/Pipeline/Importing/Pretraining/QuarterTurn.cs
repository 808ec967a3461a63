using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>Pictures turned by quarters, to ask how: a label that costs nothing and needs the shape to be understood (Gidaris and others, 2018).</summary>
internal static class QuarterTurn
{
    private static readonly string[] Names = ["upright", "to the right", "upside down", "to the left"];

    /// <summary>How a picture is turned, by the hash of its name: a number of clockwise quarters and its name.</summary>
    public static (int Quarters, string Name) Choose(long seed, string picture)
    {
        var quarters = SeededHash.Below(Names.Length, seed, "turn", picture);
        return (quarters, Names[quarters]);
    }

    /// <summary>The square picture turned clockwise.</summary>
    public static Rgb24Image Turn(Rgb24Image image, int quarters)
    {
        for (var i = 0; i < quarters; i++)
            image = Once(image);
        return image;
    }

    private static Rgb24Image Once(Rgb24Image image)
    {
        var turned = new Rgb24Image(image.Height, image.Width, new byte[image.Pixels.Length]);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
                image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3).CopyTo(turned.Pixels.AsSpan(((x * image.Height) + image.Height - 1 - y) * 3, 3));
        }

        return turned;
    }
}
