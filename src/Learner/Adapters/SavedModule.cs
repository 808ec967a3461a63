using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// Modules that are trained whole. Their tensors are named as PEFT names them while it trains, such as
/// <c>model.multi_modal_projector.modules_to_save.default.linear_1.weight</c> for the parameter <c>model.multi_modal_projector.linear_1.weight</c>.
/// </summary>
internal static partial class SavedModule
{
    /// <summary>The tensor's name of a parameter; null if the group saves no module that holds it.</summary>
    /// <param name="group">The group.</param>
    /// <param name="parameter">The parameter's name.</param>
    public static string? NameOf(LowRankGroup group, string parameter)
    {
        var holder = Holder(group, parameter);
        return holder is null ? null : $"{holder}.modules_to_save.{group.Name}.{parameter[(holder.Length + 1)..]}";
    }

    /// <summary>The parameter of a tensor; null if the tensor is no module's.</summary>
    public static string? ParameterOf(string tensor) =>
        Name().Match(tensor) is { Success: true } match ? $"{match.Groups["module"].Value}.{match.Groups["rest"].Value}" : null;

    /// <summary>Whether a module is one that the group saves, or lies inside one.</summary>
    public static bool IsInside(LowRankGroup group, string module) => Holder(group, module + ".") is not null;

    // The longest beginning of the name that ends, at a dot, with a saved module's name.
    private static string? Holder(LowRankGroup group, string name)
    {
        foreach (var module in group.SavedModules ?? [])
        {
            for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
            {
                var start = name[..dot];
                if (start == module || start.EndsWith("." + module, StringComparison.Ordinal))
                    return start;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(?<module>.+)\.modules_to_save\.[A-Za-z0-9_-]+\.(?<rest>.+)$")]
    private static partial Regex Name();
}
