namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    public readonly partial struct Column
    {
        /// <summary>Whether a column holds single values or vectors.</summary>
        public enum VectorKind
        {
            /// <summary>Single values.</summary>
            Scalar,

            /// <summary>Vectors of one size.</summary>
            Vector,

            /// <summary>Vectors of a size that each row chooses.</summary>
            VariableVector,
        }
    }
}
