namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>Which way values go.</summary>
    [Flags]
    public enum Direction
    {
        /// <summary>From members to columns.</summary>
        Read = 1,

        /// <summary>From columns to members.</summary>
        Write = 2,

        /// <summary>Either.</summary>
        Both = Read | Write,
    }
}
