using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Prompting;

/// <summary>Adds a picture as encoded bytes. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class BytesPromptPart : PromptPart
{
    /// <summary>The encoded picture; empty for none.</summary>
    [ColumnName(PromptColumns.Value)]
    public VBuffer<byte> Value { get; set; }

    private protected override IReadOnlyList<Picture> Added()
    {
        if (Value.Length == 0)
            return [];
        var copy = new byte[Value.Length];
        Value.CopyTo(copy);
        return [Picture.FromBytes(copy)];
    }
}
