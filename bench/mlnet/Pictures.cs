using MlopsCl.Learner.Imaging;

namespace MlopsCl.Bench.MlNet;

/// <summary>Pictures of plain colours with noise, no two the same.</summary>
internal static class Pictures
{
    private const int Side = 32;

    public static IReadOnlyList<AskedRow> Ask(string folder, int count) => [.. Enumerable.Range(0, count).Select(number => Draw(folder, number))];

    private static AskedRow Draw(string folder, int number)
    {
        var noise = new Random(number);
        var pixels = new byte[Side * Side * 3];
        noise.NextBytes(pixels);
        var path = Path.Combine(folder, $"{number}.png");
        File.WriteAllBytes(path, PngEncoder.Encode(new Rgb24Image(Side, Side, pixels)));
        return new AskedRow { Image = path, Prompt = "what colour is it ?" };
    }
}
