using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// What the first step of a saved form adds: the state of the cursor. Public because ML.NET makes it when a model is loaded; not meant for other use.
/// </summary>
public sealed class SavedStartOutput
{
    /// <summary>The state, the same in every row of a cursor.</summary>
    [SavedState]
    [ColumnName(SavedColumns.State)]
    public SavedState? State { get; set; }
}
