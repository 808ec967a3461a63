using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The columns of a data view, in order. A later column hides an earlier one of the same name.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _visible = new(StringComparer.Ordinal);

    private DataViewSchema(IReadOnlyList<DetachedColumn> source)
    {
        for (var i = 0; i < source.Count; i++)
            _visible[source[i].Name] = i;
        _columns = source.Select((c, i) => new Column(c.Name, i, _visible[c.Name] != i, c.Type, c.Annotations)).ToArray();
    }

    /// <summary>The number of columns, hidden ones included.</summary>
    public int Count => _columns.Length;

    /// <summary>The visible column of a name.</summary>
    /// <param name="name">Case-sensitive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Column this[string name] =>
        GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(name), $"There is no column '{name}'. The columns are: {this}.");

    /// <summary>The column at a place.</summary>
    /// <param name="columnIndex">From 0 to below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Column this[int columnIndex] =>
        columnIndex >= 0 && columnIndex < _columns.Length
            ? _columns[columnIndex]
            : throw new ArgumentOutOfRangeException(nameof(columnIndex), $"There are {_columns.Length} columns; {columnIndex} is none of them.");

    /// <summary>The visible column of a name, if there is one.</summary>
    /// <param name="name">Case-sensitive.</param>
    /// <returns>The column, or null.</returns>
    public Column? GetColumnOrNull(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _visible.TryGetValue(name, out var index) ? _columns[index] : null;
    }

    /// <summary>Gives the columns in order, hidden ones included.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    /// <summary>The number of columns and their names.</summary>
    /// <returns>Such as "2 columns: {Image, Prompt}".</returns>
    public override string ToString() => $"{Count} columns: {{{string.Join(", ", _columns.Select(c => c.Name))}}}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
