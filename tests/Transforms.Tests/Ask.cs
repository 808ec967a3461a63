namespace MlopsCl.Transforms.Tests;

/// <summary>A row with a question.</summary>
public sealed class Ask
{
    public string? Image { get; set; }

    public string? Prompt { get; set; }

    public float Number { get; set; }

    public static Ask Of(int index) => new() { Image = $"{index}.png", Prompt = $"question {index}", Number = index };
}
