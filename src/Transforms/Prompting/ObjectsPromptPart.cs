using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Prompting;

/// <summary>Adds picture objects. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class ObjectsPromptPart : PromptPart
{
    /// <summary>The pictures.</summary>
    [PictureSet]
    [ColumnName(PromptColumns.Value)]
    public PictureSet? Value { get; set; }

    private protected override IReadOnlyList<Picture> Added() => Value?.Pictures ?? [];
}
