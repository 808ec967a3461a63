namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    /// <summary>One column.</summary>
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        /// <summary>The column.</summary>
        public DataViewSchema.Column Column { get; }

        /// <summary>Its values, one a row.</summary>
        public object[] Values { get; }

        /// <summary>The name and the type.</summary>
        /// <returns>Such as "Prompt: String".</returns>
        public override string ToString() => Column.ToString();
    }
}
