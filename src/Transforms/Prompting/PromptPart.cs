using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Prompting;

/// <summary>What every later composing step reads. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public abstract class PromptPart
{
    /// <summary>The marker of a picture.</summary>
    private protected const string Marker = "<image>";

    /// <summary>The text so far, with a marker for each picture.</summary>
    [ColumnName(PromptColumns.Composed)]
    public string Composed { get; set; } = "";

    /// <summary>The pictures so far, in the order of their markers.</summary>
    [PictureSet]
    [ColumnName(PromptColumns.Pictures)]
    public PictureSet? Pictures { get; set; }

    /// <summary>The text before the value, the same in every row.</summary>
    [ColumnName(PromptColumns.Literal)]
    public ReadOnlyMemory<char> Literal { get; set; }

    internal void Compose(PromptProgress output)
    {
        var added = Added();
        output.Composed = Finish(Composed + PromptLiteral.Decode(Literal.Span) + Text(added));
        output.Pictures = new PictureSet([.. Pictures?.Pictures ?? [], .. added]);
    }

    /// <summary>The pictures of the value.</summary>
    private protected virtual IReadOnlyList<Picture> Added() => [];

    /// <summary>What stands in the text for the value.</summary>
    private protected virtual string Text(IReadOnlyList<Picture> added) => string.Concat(Enumerable.Repeat(Marker, added.Count));

    /// <summary>The text as it goes to the next step.</summary>
    private protected virtual string Finish(string composed) => composed;
}
