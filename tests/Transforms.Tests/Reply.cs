using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

/// <summary>The added columns.</summary>
public sealed class Reply
{
    public string? Answer { get; set; }

    [ColumnName("Answer.Confidence")]
    public float Confidence { get; set; }

    [ColumnName("Answer.Scores")]
    public float[]? Scores { get; set; }
}
