using System.Collections;

namespace Microsoft.ML;

/// <summary>What is known about the columns of a data view before there is one.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private readonly Column[] _columns;

    /// <summary>A shape of some columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns.ToArray();
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at a place.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    public Column this[int index] => _columns[index];

    /// <summary>Gives the columns in order.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Empty { get; } = new([]);

    internal static SchemaShape Create(DataViewSchema schema) =>
        new(schema.Where(c => !c.IsHidden).Select(c => Column.Of(c.Name, c.Type, Create(c.Annotations.Schema))));

    internal bool TryFindColumn(string name, out Column column)
    {
        column = _columns.FirstOrDefault(c => c.Name == name);
        return column.Name is not null;
    }

    internal Column Find(string name) =>
        TryFindColumn(name, out var column)
            ? column
            : throw new ArgumentOutOfRangeException(
                "inputSchema", $"Could not find input column '{name}'. The columns are: {string.Join(", ", _columns.Select(c => c.Name))}.");

    /// <summary>The shape after columns were added; one of the same name takes the place of the earlier one.</summary>
    internal SchemaShape With(IEnumerable<Column> added)
    {
        var all = _columns.ToList();
        foreach (var column in added)
        {
            all.RemoveAll(c => c.Name == column.Name);
            all.Add(column);
        }

        return new SchemaShape(all);
    }
}
