using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column that is not yet part of a schema.</summary>
    public readonly struct DetachedColumn
    {
        /// <summary>A column to add.</summary>
        /// <param name="name">Not empty.</param>
        /// <param name="type">The type of the values.</param>
        /// <param name="annotations">What else is known about the column.</param>
        public DetachedColumn(string name, DataViewType type, Annotations annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(type);
            Name = name;
            Type = type;
            Annotations = annotations ?? Annotations.Empty;
        }

        /// <summary>A copy of a column without its place.</summary>
        /// <param name="column">A column of some schema.</param>
        public DetachedColumn(Column column)
            : this(column.Name, column.Type, column.Annotations)
        {
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The type of the values.</summary>
        public DataViewType Type { get; }

        /// <summary>What else is known about the column.</summary>
        public Annotations Annotations { get; }
    }
}
