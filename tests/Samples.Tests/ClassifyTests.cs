using System.Globalization;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Tests;

namespace MlopsCl.Samples.Tests;

public sealed class ClassifyTests : IDisposable
{
    private const int Side = 32;
    private const string Question = "what colour?";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheClassifier_LearnsColours_AndAnotherProcessAnswersTheSame()
    {
        var (train, test) = (Write("train", 0, 40), Write("test", 100, 10));
        var (code, output) = await SampleProcess.RunAsync(
            "Classify", "train", Path.Combine(SampleProcess.Root, "assets", "tiny-llava"), train, test, _folder["model"]);
        Assert.True(code == 0, output);
        Assert.Contains("accuracy 1.000 on 10 rows", output);
        var first = await SampleProcess.RunAsync("Classify", "ask", _folder["model"], _folder["test-100.png"], Question);
        Assert.True(first.Code == 0, first.Output);
        Assert.StartsWith("warm ", first.Output);
        Assert.Equal(first, await SampleProcess.RunAsync("Classify", "ask", _folder["model"], _folder["test-100.png"], Question));
        Assert.StartsWith("cold ", (await SampleProcess.RunAsync("Classify", "ask", _folder["model"], _folder["test-101.png"], Question)).Output);
    }

    [Fact]
    public async Task WrongArguments_AreAnsweredWithTheUsage()
    {
        var (code, output) = await SampleProcess.RunAsync("Classify", "train");
        Assert.Equal(2, code);
        Assert.StartsWith("usage:", output);
    }

    // Even numbers are reddish, odd ones bluish; no two pictures are the same.
    private string Write(string name, int from, int count)
    {
        var lines = new List<string>();
        foreach (var number in Enumerable.Range(from, count))
        {
            var noise = new Random(number);
            var pixels = new byte[Side * Side * 3];
            byte[] colour = number % 2 == 0 ? [220, 70, 30] : [30, 70, 220];
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)(colour[i % 3] + noise.Next(-25, 26));
            var picture = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}.png");
            File.WriteAllBytes(_folder[picture], PngEncoder.Encode(new Rgb24Image(Side, Side, pixels)));
            lines.Add($"{picture}\t{Question}\t{(number % 2 == 0 ? "warm" : "cold")}");
        }

        File.WriteAllLines(_folder[name + ".tsv"], lines);
        return _folder[name + ".tsv"];
    }
}
