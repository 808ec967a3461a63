namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>What can be computed about a grey picture on black; null where it is not clear enough to ask. No class label enters.</summary>
internal sealed record GreyFacts(string? Brightness, string? Width, string? Height, string? Symmetric, int Holes)
{
    private const byte InkFrom = 96;
    private const int SmallestHole = 3;

    public static GreyFacts Of(LabelledPicture picture)
    {
        var (left, top, right, bottom, light, ink) = (picture.Side, picture.Side, -1, -1, 0.0, 0);
        for (var i = 0; i < picture.Grey.Length; i++)
        {
            if (picture.Grey[i] < InkFrom)
                continue;
            var (x, y) = (i % picture.Side, i / picture.Side);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            light += picture.Grey[i];
            ink++;
        }

        return ink == 0
            ? new GreyFacts(null, null, null, null, 0)
            : new GreyFacts(
                BrightnessOf(light / ink), Extent(right - left + 1, picture.Side, "narrow", "wide"), Extent(bottom - top + 1, picture.Side, "low", "high"),
                Symmetry(picture), CountHoles(picture));
    }

    private static string? BrightnessOf(double light) => light >= 190 ? "bright" : light <= 150 ? "dark" : null;

    private static string? Extent(int length, int side, string little, string much) => length <= side * 0.45 ? little : length >= side * 0.75 ? much : null;

    private static string? Symmetry(LabelledPicture picture)
    {
        var difference = Enumerable.Range(0, picture.Grey.Length)
            .Average(i => Math.Abs(picture.Grey[i] - picture.Grey[(i / picture.Side * picture.Side) + picture.Side - 1 - (i % picture.Side)]));
        return difference <= 14 ? "yes" : difference >= 30 ? "no" : null;
    }

    /// <summary>Regions of ground (four-connected, at least three pixels) that ink shuts in.</summary>
    private static int CountHoles(LabelledPicture picture)
    {
        var side = picture.Side + 2;
        var seen = new bool[side * side];
        var regions = 0;
        for (var start = 0; start < seen.Length; start++)
        {
            if (!seen[start] && IsGround(picture, start % side - 1, start / side - 1) && Flood(picture, start, side, seen) >= SmallestHole)
                regions++;
        }

        return regions - 1;
    }

    private static int Flood(LabelledPicture picture, int start, int side, bool[] seen)
    {
        var (open, size) = (new Stack<int>([start]), 0);
        seen[start] = true;
        while (open.TryPop(out var at))
        {
            size++;
            var (x, y) = (at % side, at / side);
            foreach (var (nx, ny) in new[] { (x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1) })
            {
                if (nx < 0 || ny < 0 || nx >= side || ny >= side || seen[(ny * side) + nx] || !IsGround(picture, nx - 1, ny - 1))
                    continue;
                seen[(ny * side) + nx] = true;
                open.Push((ny * side) + nx);
            }
        }

        return size;
    }

    private static bool IsGround(LabelledPicture picture, int x, int y) =>
        x < 0 || y < 0 || x >= picture.Side || y >= picture.Side || picture.Grey[(y * picture.Side) + x] < InkFrom;
}
