using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Prompting;

/// <summary>Adds a text. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class TextPromptPart : PromptPart
{
    /// <summary>The text.</summary>
    [ColumnName(PromptColumns.Value)]
    public string Value { get; set; } = "";

    private protected override string Text(IReadOnlyList<Picture> added) => Value;
}
