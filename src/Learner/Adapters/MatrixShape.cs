using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Adapters;

/// <summary>A matrix of the model that can carry increments.</summary>
/// <param name="Name">Its name, such as <c>model.language_model.layers.0.self_attn.o_proj</c>.</param>
/// <param name="Rows">Output width.</param>
/// <param name="Columns">Input width.</param>
internal sealed record MatrixShape(string Name, long Rows, long Columns)
{
    /// <summary>Whether a target, such as <c>o_proj</c>, names this matrix: as a whole last part, or several, of its name.</summary>
    public bool IsTargetedBy(string target) => Name == target || Name.EndsWith("." + target, StringComparison.Ordinal);

    /// <summary>Whether a group puts increments on this matrix.</summary>
    public bool IsTargetedBy(LowRankGroup group) => group.Modules is null
        ? Name.StartsWith(ParameterNames.Decoder + ".", StringComparison.Ordinal) && group.Targets.Any(IsTargetedBy)
        : group.Modules.Selects(Name) && !SavedModule.IsInside(group, Name);
}
