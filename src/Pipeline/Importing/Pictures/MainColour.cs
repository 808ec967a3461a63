using MlopsCl.Learner.Imaging;
namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>
/// The colour that a drawing mostly has, by a fixed rule on hue (degrees), saturation and value (0 to 1) of each pixel of opacity 128 and more:
/// saturation under 0.18 or value under 0.2 is without colour, white from value 0.85 on and else grey; the rest goes by hue: red under 15 and from 335,
/// orange under 45 (browns too), yellow under 70, green under 165, blue under 260, purple from there. Where at least 30 % of the pixels are coloured,
/// the main colour is the most frequent of the six hues, else of grey and white. It is named only when it is clear, a quarter more frequent than the
/// next of its sort.
/// </summary>
internal static class MainColour
{
    private const double ColouredFrom = 0.3, LeastLead = 1.25;

    private static readonly string[] Hues = ["red", "orange", "yellow", "green", "blue", "purple"];
    private static readonly string[] Greys = ["white", "grey"];

    /// <summary>The names, in no particular order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Hues, .. Greys];

    /// <summary>The main colour's name; null when none is clear.</summary>
    public static string? Of(Rgba32Image image)
    {
        var counts = Names.ToDictionary(name => name, _ => 0);
        for (var i = 0; i < image.Pixels.Length; i += 4)
        {
            if (image.Pixels[i + 3] >= Drawing.OpaqueFrom)
                counts[Name(image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2])]++;
        }

        var sort = Hues.Sum(h => counts[h]) >= ColouredFrom * counts.Values.Sum() ? Hues : Greys;
        var order = sort.OrderByDescending(name => counts[name]).ToList();
        return counts[order[0]] > 0 && counts[order[0]] >= LeastLead * counts[order[1]] ? order[0] : null;
    }

    /// <summary>The name of one colour.</summary>
    public static string Name(byte red, byte green, byte blue)
    {
        double high = Math.Max(red, Math.Max(green, blue)), low = Math.Min(red, Math.Min(green, blue));
        var value = high / 255;
        if (value < 0.2 || (high - low) / high < 0.18)
            return value >= 0.85 ? "white" : "grey";
        return Hue(red, green, blue, high, high - low) switch
        {
            < 15 or >= 335 => "red",
            < 45 => "orange",
            < 70 => "yellow",
            < 165 => "green",
            < 260 => "blue",
            _ => "purple",
        };
    }

    private static double Hue(double red, double green, double blue, double high, double range)
    {
        var sector = high == red ? (green - blue) / range : high == green ? ((blue - red) / range) + 2 : ((red - green) / range) + 4;
        return ((sector * 60) + 360) % 360;
    }
}
