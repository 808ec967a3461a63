namespace Microsoft.ML.Data;

/// <summary>A type whose values stand alone: a number, a text, a key.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    /// <summary>A primitive type with values of a .NET type.</summary>
    /// <param name="rawType">What getters use; must not be disposable.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is disposable.</exception>
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
    {
        if (typeof(IDisposable).IsAssignableFrom(rawType))
            throw new ArgumentOutOfRangeException(
                nameof(rawType), $"{rawType} is disposable; a primitive type's values are not. Derive from StructuredDataViewType.");
    }
}
