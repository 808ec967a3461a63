using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for pictures as encoded bytes.</summary>
public class BytesContractInput : LvlmContractInput
{
    /// <summary>The encoded picture; empty for none.</summary>
    [ColumnName(SavedColumns.Image)]
    public VBuffer<byte> Image { get; set; }

    internal override IReadOnlyList<Picture> Pictures()
    {
        if (Image.Length == 0)
            return [];
        var copy = new byte[Image.Length];
        Image.CopyTo(copy);
        return [Picture.FromBytes(copy)];
    }
}
