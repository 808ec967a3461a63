using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for picture objects, with the turns before the question.</summary>
public sealed class ObjectsHistoryContractInput : ObjectsContractInput
{
    /// <summary>The turns before: question, answer, ….</summary>
    [ColumnName(SavedColumns.History)]
    public string[]? History { get; set; }

    internal override IReadOnlyList<string> Turns => History ?? [];
}
