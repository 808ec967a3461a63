namespace Microsoft.ML.Data;

/// <summary>A number of one of ten .NET types.</summary>
public sealed class NumberDataViewType : PrimitiveDataViewType
{
    private readonly string _name;

    private NumberDataViewType(Type rawType, string name)
        : base(rawType) => _name = name;

    /// <summary>Whole numbers of 8 bits with sign.</summary>
    public static NumberDataViewType SByte { get; } = new(typeof(sbyte), "SByte");

    /// <summary>Whole numbers of 8 bits without sign.</summary>
    public static NumberDataViewType Byte { get; } = new(typeof(byte), "Byte");

    /// <summary>Whole numbers of 16 bits with sign.</summary>
    public static NumberDataViewType Int16 { get; } = new(typeof(short), "Int16");

    /// <summary>Whole numbers of 16 bits without sign.</summary>
    public static NumberDataViewType UInt16 { get; } = new(typeof(ushort), "UInt16");

    /// <summary>Whole numbers of 32 bits with sign.</summary>
    public static NumberDataViewType Int32 { get; } = new(typeof(int), "Int32");

    /// <summary>Whole numbers of 32 bits without sign.</summary>
    public static NumberDataViewType UInt32 { get; } = new(typeof(uint), "UInt32");

    /// <summary>Whole numbers of 64 bits with sign.</summary>
    public static NumberDataViewType Int64 { get; } = new(typeof(long), "Int64");

    /// <summary>Whole numbers of 64 bits without sign.</summary>
    public static NumberDataViewType UInt64 { get; } = new(typeof(ulong), "UInt64");

    /// <summary>Floating point of 32 bits.</summary>
    public static NumberDataViewType Single { get; } = new(typeof(float), "Single");

    /// <summary>Floating point of 64 bits.</summary>
    public static NumberDataViewType Double { get; } = new(typeof(double), "Double");

    internal static IEnumerable<NumberDataViewType> All => [SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double];

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    /// <summary>The name of the .NET type.</summary>
    /// <returns>Such as "Single".</returns>
    public override string ToString() => _name;
}
