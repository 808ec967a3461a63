namespace Microsoft.ML.Data;

/// <summary>Says that an unsigned number is a key, counted from 0.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    /// <summary>A key of as many values as the number's type can count.</summary>
    public KeyTypeAttribute()
    {
    }

    /// <summary>A key of a number of values.</summary>
    /// <param name="count">How many values there are, at least 1.</param>
    public KeyTypeAttribute(ulong count) => KeyCount = count;

    internal ulong? KeyCount { get; }
}
