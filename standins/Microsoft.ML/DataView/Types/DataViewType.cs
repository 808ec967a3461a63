namespace Microsoft.ML.Data;

/// <summary>The type of a column: how its values are held in memory, and what they mean.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
    {
        ArgumentNullException.ThrowIfNull(rawType);
        RawType = rawType;
    }

    /// <summary>The .NET type that getters of such a column use.</summary>
    public Type RawType { get; }

    /// <summary>Whether two column types are the same.</summary>
    /// <param name="other">Another type, or null.</param>
    /// <returns>True where values of one can be read as values of the other.</returns>
    public abstract bool Equals(DataViewType other);
}
