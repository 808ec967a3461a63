using MlopsCl.Learner;

namespace MlopsCl.Transforms.Tests;

/// <summary>A LLaVA checkpoint of a quarter of a million random parameters, with pictures.</summary>
internal static class TinyModel
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava");

    public static Bundle Bundle { get; } = new(Folder);

    public static TrainingOptions Training { get; } = new() { Epochs = 20, BatchSize = 2, LearningRate = 1e-2, LoraRank = 4, WarmupRatio = 0 };

    public static string Picture(string name) => Path.Combine(Folder, name);

    /// <summary>Two questions about two pictures, and their answers.</summary>
    public static IReadOnlyList<Lesson> Lessons { get; } =
    [
        new() { Image = Picture("baseline-444.jpg"), Prompt = "What is it?", Label = "free" },
        new() { Image = Picture("cmyk.jpg"), Prompt = "What is it?", Label = "rights" },
    ];
}
