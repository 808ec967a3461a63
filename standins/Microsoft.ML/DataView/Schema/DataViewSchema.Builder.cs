using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Puts a schema together, column by column.</summary>
    public sealed class Builder
    {
        private readonly List<DetachedColumn> _items = [];

        /// <summary>A schema without columns.</summary>
        public Builder()
        {
        }

        /// <summary>Adds a column at the end.</summary>
        /// <param name="name">Not empty; hides an earlier column of that name.</param>
        /// <param name="type">The type of the values.</param>
        /// <param name="annotations">What else is known about the column.</param>
        public void AddColumn(string name, DataViewType type, Annotations annotations = null) =>
            _items.Add(new DetachedColumn(name, type, annotations));

        /// <summary>Adds copies of columns at the end.</summary>
        /// <param name="source">Columns of some schema.</param>
        public void AddColumns(IEnumerable<Column> source)
        {
            ArgumentNullException.ThrowIfNull(source);
            _items.AddRange(source.Select(c => new DetachedColumn(c)));
        }

        /// <summary>Adds columns at the end.</summary>
        /// <param name="source">The columns.</param>
        public void AddColumns(IEnumerable<DetachedColumn> source)
        {
            ArgumentNullException.ThrowIfNull(source);
            _items.AddRange(source);
        }

        /// <summary>The schema of the columns added so far.</summary>
        /// <returns>A new schema; the builder can be used on.</returns>
        public DataViewSchema ToSchema() => new(_items);
    }
}
