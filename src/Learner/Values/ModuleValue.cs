namespace MlopsCl.Learner;

/// <summary>A number for some modules only. Of several whose pattern meets a name, the first counts.</summary>
/// <param name="Pattern">A regular expression; it must meet a module's name, or the rest of it after some dot.</param>
/// <param name="Value">The number.</param>
public sealed record ModuleValue(string Pattern, double Value)
{
    /// <summary>The number of a module; null if no pattern meets its name.</summary>
    internal static double? Find(IReadOnlyList<ModuleValue>? values, string name) =>
        values?.FirstOrDefault(value => ModuleSelection.MeetsEnd(value.Pattern, name))?.Value;
}
