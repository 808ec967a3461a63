using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Prompting;

/// <summary>Adds a picture by path. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class PathPromptPart : PromptPart
{
    /// <summary>The picture's path; blank for none.</summary>
    [ColumnName(PromptColumns.Value)]
    public string Value { get; set; } = "";

    private protected override IReadOnlyList<Picture> Added() => string.IsNullOrWhiteSpace(Value) ? [] : [Picture.FromFile(Value)];
}
