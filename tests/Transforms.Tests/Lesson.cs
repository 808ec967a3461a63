using MlopsCl.Learner;

namespace MlopsCl.Transforms.Tests;

/// <summary>A row to learn from.</summary>
public sealed class Lesson
{
    public string Image { get; set; } = "";

    public string Prompt { get; set; } = "";

    public string Label { get; set; } = "";

    internal Sample ToSample(int row) =>
        new($"row {row}", "signs", [Picture.FromFile(Image)], [new Turn(Speaker.Human, Prompt), new Turn(Speaker.Assistant, Label)]);
}
