using MlopsCl.Learner.Imaging;

namespace MlopsCl.Learner.Tests;

/// <summary>Pictures of one colour, with questions that the reference tokenizer can spell.</summary>
internal static class SmallTask
{
    private static readonly (string Name, byte Red, byte Green, byte Blue)[] Colours =
        [("red", 220, 20, 20), ("green", 20, 200, 20), ("blue", 20, 20, 220), ("white", 240, 240, 240), ("black", 10, 10, 10)];

    public static string BaseModelFolder => Fixture.Path("llava");

    /// <summary>Samples whose answers differ in length, so that batches need padding.</summary>
    public static IReadOnlyList<Sample> Samples(int count, string task = "colours", int firstColour = 0) =>
        [.. Enumerable.Range(0, count).Select(index => Sample(index, task, Colours[(firstColour + index) % Colours.Length]))];

    public static LearningRequest Request(TemporaryFolder folder, string name = "out") => new()
    {
        BaseModelFolder = BaseModelFolder,
        OutputFolder = Path.Combine(folder.Path, name),
        Task = "colours",
        Samples = Samples(10),
        Method = new MethodChoice("sequential"),
        Training = new TrainingOptions { Epochs = 2, BatchSize = 4, LoraRank = 2, LoraAlpha = 4, CheckpointEverySteps = 2, LearningRate = 5e-3 },
        Seed = 11,
    };

    private static Sample Sample(int index, string task, (string Name, byte Red, byte Green, byte Blue) colour)
    {
        var pixels = new byte[56 * 56 * 3];
        for (var at = 0; at < pixels.Length; at += 3)
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (colour.Red, colour.Green, (byte)(colour.Blue + index));
        var picture = Picture.FromBytes(PngEncoder.Encode(new Rgb24Image(56, 56, pixels)));
        var answer = colour.Name is "red" or "white" ? $"It is all {colour.Name}" : colour.Name;
        return new Sample($"s{index}", task, [picture], [new Turn(Speaker.Human, "<image>\nColour?"), new Turn(Speaker.Assistant, answer)]);
    }
}
