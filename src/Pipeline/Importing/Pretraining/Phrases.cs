namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>Several ways to ask each thing. None is a question of the benchmark tasks: a base model must not have learned those.</summary>
internal static class Phrases
{
    public static IReadOnlyList<string> Name { get; } = ["What is it?", "What does the picture show?", "Name what you see.", "What can be seen here?"];

    public static IReadOnlyList<string> Kind { get; } = ["What sort of thing is shown?", "Which category does it belong to?", "What kind of thing is it?"];

    public static IReadOnlyList<string> Group { get; } = ["Which group does it belong to?", "What is its group?"];

    public static IReadOnlyList<string> Colour { get; } = ["What is its main colour?", "What colour is it?", "Name the main colour."];

    public static IReadOnlyList<string> Brightness { get; } = ["Is it bright or dark?", "Is the object dark or bright?"];

    public static IReadOnlyList<string> Shape { get; } = ["Is it wide or tall?", "Is the object tall or wide?"];

    public static IReadOnlyList<string> Symmetry { get; } = ["Is it the same on both sides?", "Do its left and right sides look alike?"];

    public static IReadOnlyList<string> Count { get; } = ["How many are there?", "Count them.", "How many objects do you see?"];

    public static IReadOnlyList<string> Place { get; } = ["Where is it?", "In which part of the picture is it?"];

    public static IReadOnlyList<string> Size { get; } = ["Is it small or large?", "How big is it, small or large?"];

    public static IReadOnlyList<string> Ground { get; } = ["What colour is the background?", "What is behind it?"];

    public static IReadOnlyList<string> Width { get; } = ["Is it narrow or wide?", "How wide is it?"];

    public static IReadOnlyList<string> Height { get; } = ["Is it low or high?", "How high is it?"];

    public static IReadOnlyList<string> Holes { get; } = ["How many holes does it have?", "Count the holes."];

    public static IReadOnlyList<string> Turn { get; } = ["How is it turned?", "Which way is it turned?"];

    public static IReadOnlyList<string> Garment { get; } = ["What is it?", "Which piece of clothing do you see?", "Name the clothing."];

    public static IReadOnlyList<string> Digit { get; } = ["What is it?", "What number is this?", "Which number do you see?"];

    /// <summary>A question to be answered by yes or no.</summary>
    public static IReadOnlyList<string> IsIt(string name) => [$"Is it {name}?", $"Does the picture show {name}?", $"Do you see {name}?"];

    /// <summary>One of the ways, by hash of the record's name.</summary>
    public static string Choose(IReadOnlyList<string> ways, long seed, string record) => ways[SeededHash.Below(ways.Count, seed, "phrase", record)];
}
