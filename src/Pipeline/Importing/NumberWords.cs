namespace MlopsCl.Pipeline.Importing;

/// <summary>Numbers as words.</summary>
internal static class NumberWords
{
    /// <summary>Zero to nine, at their own index.</summary>
    public static IReadOnlyList<string> Digits { get; } = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
}
