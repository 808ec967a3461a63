using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>What every saved answering step reads. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public abstract class LvlmContractInput
{
    /// <summary>The state of the cursor.</summary>
    [SavedState]
    [ColumnName(SavedColumns.State)]
    public SavedState? State { get; set; }

    /// <summary>The manifest, the same in every row.</summary>
    [ColumnName(SavedColumns.Bundle)]
    public ReadOnlyMemory<char> Bundle { get; set; }

    /// <summary>The question.</summary>
    [ColumnName(SavedColumns.Prompt)]
    public string Prompt { get; set; } = "";

    /// <summary>The turns before the question of this row.</summary>
    internal virtual IReadOnlyList<string> Turns => [];

    /// <summary>The pictures of this row.</summary>
    internal abstract IReadOnlyList<Picture> Pictures();
}
