using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Prompting;

/// <summary>Adds several pictures by path. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class PathsPromptPart : PromptPart
{
    /// <summary>The pictures' paths; blank ones are none.</summary>
    [ColumnName(PromptColumns.Value)]
    public string[]? Value { get; set; }

    private protected override IReadOnlyList<Picture> Added() => [.. (Value ?? []).Where(path => !string.IsNullOrWhiteSpace(path)).Select(Picture.FromFile)];
}
