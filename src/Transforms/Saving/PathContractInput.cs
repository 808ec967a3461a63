using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for pictures by path.</summary>
public class PathContractInput : LvlmContractInput
{
    /// <summary>The picture's path; blank for none.</summary>
    [ColumnName(SavedColumns.Image)]
    public string Image { get; set; } = "";

    internal override IReadOnlyList<Picture> Pictures() => string.IsNullOrWhiteSpace(Image) ? [] : [Picture.FromFile(Image)];
}
