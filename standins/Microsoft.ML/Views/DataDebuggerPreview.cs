using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a view, read at once.</summary>
public sealed partial class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        Schema = data.Schema;
        var columns = Schema.Select(_ => new List<object>()).ToArray();
        var rows = new List<RowInfo>();
        using (var cursor = data.GetRowCursor(Schema))
        {
            var boxes = Schema.Select(c => ValueBox.Over(cursor, c)).ToArray();
            while (rows.Count < maxRows && cursor.MoveNext())
            {
                var values = boxes.Select(b => b.Read()).ToArray();
                for (var i = 0; i < values.Length; i++)
                    columns[i].Add(values[i]);
                rows.Add(new RowInfo(Schema.Select((c, i) => KeyValuePair.Create(c.Name, values[i])).ToArray()));
            }
        }

        RowView = [.. rows];
        ColumnView = [.. Schema.Select(c => new ColumnInfo(c, columns[c.Index].ToArray()))];
    }

    /// <summary>The columns of the view.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The values by column.</summary>
    public ImmutableArray<ColumnInfo> ColumnView { get; }

    /// <summary>The values by row.</summary>
    public ImmutableArray<RowInfo> RowView { get; }

    /// <summary>How much was read.</summary>
    /// <returns>Such as "2 columns, 3 rows".</returns>
    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";
}
