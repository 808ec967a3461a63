using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for several pictures by path.</summary>
public class PathsContractInput : LvlmContractInput
{
    /// <summary>The pictures' paths, in the order of their markers.</summary>
    [ColumnName(SavedColumns.Image)]
    public string[]? Image { get; set; }

    internal override IReadOnlyList<Picture> Pictures() => [.. (Image ?? []).Where(path => !string.IsNullOrWhiteSpace(path)).Select(Picture.FromFile)];
}
