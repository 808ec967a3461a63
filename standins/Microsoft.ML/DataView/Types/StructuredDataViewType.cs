namespace Microsoft.ML.Data;

/// <summary>A type whose values have parts: a vector, or an object of the user's own.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    /// <summary>A structured type with values of a .NET type.</summary>
    /// <param name="rawType">What getters use.</param>
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
