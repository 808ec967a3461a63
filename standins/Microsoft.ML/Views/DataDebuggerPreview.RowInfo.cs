namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    /// <summary>One row.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;

        /// <summary>The values with the names of their columns.</summary>
        public KeyValuePair<string, object>[] Values { get; }

        /// <summary>How many values there are.</summary>
        /// <returns>Such as "2 columns".</returns>
        public override string ToString() => $"{Values.Length} columns";
    }
}
