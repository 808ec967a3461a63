using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;

namespace MlopsCl.Host;

/// <summary>A task of plain pictures: which of two names a colour has.</summary>
/// <param name="Name">The task's name.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Answers">Each answer and the colour that it belongs to (red, green, blue: 0 to 255).</param>
internal sealed record TinyTask(string Name, string Question, IReadOnlyDictionary<string, byte[]> Answers)
{
    private const int Side = 16;

    public static TinyTask Warmth { get; } = new(
        "warmth", "Is it warm or cold?", new Dictionary<string, byte[]> { ["warm"] = [230, 60, 20], ["cold"] = [20, 60, 230] });

    public static TinyTask Light { get; } = new(
        "light", "Is it bright or dark?", new Dictionary<string, byte[]> { ["bright"] = [240, 240, 240], ["dark"] = [15, 15, 15] });

    /// <summary>Its words, for a tokenizer.</summary>
    public Sample Wording => new(Name, Name, [], [new Turn(Speaker.Human, Question), new Turn(Speaker.Assistant, string.Join(' ', Answers.Keys))]);

    /// <summary>Writes the dataset; every picture differs from every other by a little.</summary>
    public string Write(string folder, int train = 24, int test = 8)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllText(Path.Combine(folder, "train.json"), JsonSerializer.Serialize(Records(folder, "train", 0, train)));
        File.WriteAllText(Path.Combine(folder, "test.json"), JsonSerializer.Serialize(Records(folder, "test", train, test)));
        return folder;
    }

    private object[] Records(string folder, string part, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Record(folder, $"{part}-{i}.png", i, Answers.ElementAt(i % Answers.Count)))];

    private object Record(string folder, string image, int number, KeyValuePair<string, byte[]> answer)
    {
        var pixels = new byte[Side * Side * 3];
        var noise = new Random(number);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(answer.Value[i % 3] + noise.Next(-6, 7), 0, 255);
        File.WriteAllBytes(Path.Combine(folder, "images", image), PngEncoder.Encode(new Rgb24Image(Side, Side, pixels)));
        return new
        {
            id = image, image,
            conversations = new object[] { new { from = "human", value = "<image>\n" + Question }, new { from = "gpt", value = answer.Key } },
        };
    }
}
