using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for questions without pictures, with the turns before the question.</summary>
public sealed class TextHistoryContractInput : TextContractInput
{
    /// <summary>The turns before: question, answer, ….</summary>
    [ColumnName(SavedColumns.History)]
    public string[]? History { get; set; }

    internal override IReadOnlyList<string> Turns => History ?? [];
}
