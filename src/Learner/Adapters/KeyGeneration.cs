using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// What modules were called when an adapter was written: the reference implementation has renamed them twice. Patterns in the adapter's
/// settings mean the names of that time.
/// </summary>
/// <param name="Title">What it is called in messages.</param>
/// <param name="NameOf">Gives a module's name of today the name of that time.</param>
internal sealed record KeyGeneration(string Title, Func<string, string> NameOf)
{
    private const string LayeredTower = ParameterNames.VisionTower + ".vision_model.";

    public static KeyGeneration Current { get; } = new("current names", name => name);

    private static KeyGeneration Nested { get; } = new("names with a layered vision tower", name =>
        name.StartsWith(ParameterNames.VisionTower + ".", StringComparison.Ordinal) ? LayeredTower + name[(ParameterNames.VisionTower.Length + 1)..] : name);

    private static KeyGeneration Published { get; } = new("names of published checkpoints", name => ParameterNames.ToPublishedKey(name + ".")[..^1]);

    /// <summary>The generation of a file.</summary>
    /// <param name="modules">Names as the file has them.</param>
    public static KeyGeneration Of(IEnumerable<string> modules)
    {
        var names = modules.ToList();
        if (names.Any(name => ParameterNames.FromKey(name) != name && !name.StartsWith(LayeredTower, StringComparison.Ordinal)))
            return Published;
        return names.Any(name => name.StartsWith(LayeredTower, StringComparison.Ordinal)) ? Nested : Current;
    }
}
