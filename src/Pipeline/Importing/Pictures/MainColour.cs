namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>
/// The colour that most opaque pixels have, by a fixed rule on hue (degrees), saturation and value (0 to 1) of each pixel of opacity 128 and more:
/// value under 0.2 is black; else saturation under 0.15 is white from value 0.85 on and grey under it; else by hue: red under 15 and from 335,
/// orange under 45 (brown when its value is under 0.6), yellow under 70, green under 165, blue under 260, purple the rest.
/// A colour is named only when it is clear: it holds at least 35 % of the opaque pixels and a quarter more than the next one.
/// </summary>
internal static class MainColour
{
    private const double LeastShare = 0.35, LeastLead = 1.25;

    /// <summary>The names, in no particular order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["black", "white", "grey", "red", "orange", "brown", "yellow", "green", "blue", "purple"];

    /// <summary>The main colour's name; null when none is clear.</summary>
    public static string? Of(Rgba32Image image)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < image.Pixels.Length; i += 4)
        {
            if (image.Pixels[i + 3] >= Rgba32Image.OpaqueFrom)
            {
                var name = Name(image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]);
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        var order = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        var clear = order.Count > 0 && order[0].Value >= LeastShare * counts.Values.Sum() && (order.Count == 1 || order[0].Value >= LeastLead * order[1].Value);
        return clear ? order[0].Key : null;
    }

    /// <summary>The name of one colour.</summary>
    public static string Name(byte red, byte green, byte blue)
    {
        double high = Math.Max(red, Math.Max(green, blue)), low = Math.Min(red, Math.Min(green, blue));
        var value = high / 255;
        if (value < 0.2)
            return "black";
        if ((high - low) / high < 0.15)
            return value >= 0.85 ? "white" : "grey";
        return Hue(red, green, blue, high, high - low) switch
        {
            < 15 or >= 335 => "red",
            < 45 => value < 0.6 ? "brown" : "orange",
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
