using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>What every saved answering step adds. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class LvlmContractOutput
{
    /// <summary>The answer.</summary>
    [ColumnName(SavedColumns.Answer)]
    public string Text { get; set; } = "";

    /// <summary>The geometric mean of the chosen tokens' probabilities, 0 to 1.</summary>
    [ColumnName(SavedColumns.Confidence)]
    public float Confidence { get; set; }

    /// <summary>The natural logarithm of each chosen token's probability.</summary>
    [ColumnName(SavedColumns.Scores)]
    public float[] Scores { get; set; } = [];
}
