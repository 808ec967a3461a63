namespace MlopsCl.Learner.Adapters;

/// <summary>A matrix of the decoder that can carry increments.</summary>
/// <param name="Name">Its name, such as <c>model.language_model.layers.0.self_attn.o_proj</c>.</param>
/// <param name="Rows">Output width.</param>
/// <param name="Columns">Input width.</param>
internal sealed record MatrixShape(string Name, long Rows, long Columns)
{
    /// <summary>Whether a target, such as <c>o_proj</c>, names this matrix: as a whole last part, or several, of its name.</summary>
    public bool IsTargetedBy(string target) => Name == target || Name.EndsWith("." + target, StringComparison.Ordinal);
}
