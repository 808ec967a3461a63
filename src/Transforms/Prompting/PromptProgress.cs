using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Prompting;

/// <summary>What is composed so far. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class PromptProgress
{
    /// <summary>The text so far, with a marker for each picture.</summary>
    [ColumnName(PromptColumns.Composed)]
    public string Composed { get; set; } = "";

    /// <summary>The pictures so far, in the order of their markers.</summary>
    [PictureSet]
    [ColumnName(PromptColumns.Pictures)]
    public PictureSet? Pictures { get; set; }
}
