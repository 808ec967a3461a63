using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for pictures by path, with the turns before the question.</summary>
public sealed class PathHistoryContractInput : PathContractInput
{
    /// <summary>The turns before: question, answer, ….</summary>
    [ColumnName(SavedColumns.History)]
    public string[]? History { get; set; }

    internal override IReadOnlyList<string> Turns => History ?? [];
}
