namespace MlopsCl.Pipeline.Recipes;

/// <summary>Settings that make an update smaller.</summary>
/// <param name="Settings">What to write into the recipe, on top of the remedies before.</param>
/// <param name="WorkingBytes">The bytes that the update then takes at its peak.</param>
public sealed record Remedy(string Settings, long WorkingBytes);
