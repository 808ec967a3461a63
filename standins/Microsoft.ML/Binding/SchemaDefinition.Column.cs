namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>The column that a member stands for.</summary>
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();

        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        /// <summary>The name of the member.</summary>
        public string MemberName { get; }

        /// <summary>The name of the column.</summary>
        public string ColumnName { get; set; }

        /// <summary>The type of the column.</summary>
        public DataViewType ColumnType { get; set; }

        /// <summary>What else is known about the column.</summary>
        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        /// <summary>Adds an annotation to the column.</summary>
        /// <typeparam name="T">The raw type of <paramref name="annotationType"/>.</typeparam>
        /// <param name="kind">Its name.</param>
        /// <param name="value">Its value.</param>
        /// <param name="annotationType">Its type.</param>
        /// <exception cref="ArgumentOutOfRangeException">The value's type is not the raw type.</exception>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType) =>
            _annotations.Add<T>(kind, annotationType, (ref T destination) => destination = value);

        internal void AddAnnotations(DataViewSchema.Annotations source) => _annotations.Add(source, _ => true);
    }
}
