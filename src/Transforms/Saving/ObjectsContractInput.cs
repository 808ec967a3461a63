using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for picture objects.</summary>
public class ObjectsContractInput : LvlmContractInput
{
    /// <summary>The pictures.</summary>
    [PictureSet]
    [ColumnName(SavedColumns.Image)]
    public PictureSet? Image { get; set; }

    internal override IReadOnlyList<Picture> Pictures() => Image?.Pictures ?? [];
}
