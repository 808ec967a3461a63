namespace Microsoft.ML.Data;

/// <summary>One of a known number of values: 0 means missing, 1 is the first.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    /// <summary>Keys of a number of values.</summary>
    /// <param name="type">byte, ushort, uint or ulong.</param>
    /// <param name="count">How many values there are, at least 1 and at most what the type can count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is none of these, or the count is out of its range.</exception>
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (!IsValidDataType(type))
            throw new ArgumentOutOfRangeException(nameof(type), $"A key cannot be held in {type}. Use byte, ushort, uint or ulong.");
        if (count == 0 || count > LargestCount(type))
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} keys cannot be counted in {type.Name}; 1 to {LargestCount(type)} can.");
        Count = count;
    }

    /// <summary>Keys of a number of values.</summary>
    /// <param name="type">byte, ushort, uint or ulong.</param>
    /// <param name="count">How many values there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is none of these, or the count is out of its range.</exception>
    public KeyDataViewType(Type type, int count)
        : this(type, count < 0 ? 0UL : (ulong)count)
    {
    }

    /// <summary>How many values there are.</summary>
    public ulong Count { get; }

    /// <summary>Whether keys can be held in a .NET type.</summary>
    /// <param name="type">A .NET type.</param>
    /// <returns>True for byte, ushort, uint and ulong.</returns>
    public static bool IsValidDataType(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) =>
        other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    /// <inheritdoc/>
    public override bool Equals(object other) => Equals(other as DataViewType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    /// <summary>The type with its range.</summary>
    /// <returns>Such as "Key&lt;UInt32, 0-9&gt;".</returns>
    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    internal static ulong LargestCount(Type type) =>
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
