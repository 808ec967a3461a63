namespace Microsoft.ML.Data;

/// <summary>A 128-bit identity of a row.</summary>
public readonly struct DataViewRowId : IEquatable<DataViewRowId>
{
    /// <summary>The lower 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>The upper 64 bits.</summary>
    public readonly ulong High;

    /// <summary>An identity of two halves.</summary>
    /// <param name="low">The lower 64 bits.</param>
    /// <param name="high">The upper 64 bits.</param>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <inheritdoc/>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <summary>Both halves in hexadecimal, the upper one first.</summary>
    /// <returns>32 digits.</returns>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
