using Microsoft.ML;

namespace MlopsCl.Transforms.Questions;

/// <summary>Which columns of a schema were asked for.</summary>
internal static class ActiveColumns
{
    internal static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> needed)
    {
        var active = new bool[schema.Count];
        foreach (var column in needed)
            active[schema[column.Index].Index] = true;
        return active;
    }

    /// <exception cref="ArgumentOutOfRangeException">The column was not asked for.</exception>
    internal static void Check(DataViewRow row, DataViewSchema.Column column)
    {
        if (!row.IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active. Name it when the cursor is made.");
    }
}
