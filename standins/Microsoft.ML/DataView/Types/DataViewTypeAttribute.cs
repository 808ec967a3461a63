namespace Microsoft.ML.Data;

/// <summary>Marks a member whose column has a type of the user's own.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public abstract class DataViewTypeAttribute : Attribute, IEquatable<DataViewTypeAttribute>
{
    /// <summary>Tells <see cref="DataViewTypeManager"/> which column type the member has.</summary>
    public abstract void Register();

    /// <summary>Whether two attributes stand for the same column type.</summary>
    /// <param name="other">Another attribute.</param>
    /// <returns>True where they do.</returns>
    public abstract bool Equals(DataViewTypeAttribute other);
}
