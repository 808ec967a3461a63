using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>A vector of primitive values, as <see cref="VBuffer{T}"/>; of known size, or of a size that each row chooses.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <summary>A vector with one dimension.</summary>
    /// <param name="itemType">The type of each item.</param>
    /// <param name="size">The number of items; 0 where it differs from row to row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : this(itemType, ImmutableArray.Create(size))
    {
    }

    /// <summary>A vector with several dimensions.</summary>
    /// <param name="itemType">The type of each item.</param>
    /// <param name="dimensions">The size of each dimension; 0 where it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or there is none.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions))
    {
    }

    /// <summary>A vector with several dimensions.</summary>
    /// <param name="itemType">The type of each item.</param>
    /// <param name="dimensions">The size of each dimension; 0 where it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or there is none.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(RawTypeOf(itemType))
    {
        if (dimensions.IsDefaultOrEmpty || dimensions.Any(d => d < 0))
            throw new ArgumentOutOfRangeException(nameof(dimensions), "A vector has at least one dimension, and none is negative.");
        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, (product, d) => checked(product * d));
    }

    /// <summary>The type of each item.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The size of each dimension; 0 where it is not known.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The number of items, 0 where it is not known.</summary>
    public int Size { get; }

    /// <summary>Whether every row has the same number of items.</summary>
    public bool IsKnownSize => Size > 0;

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) =>
        other is VectorDataViewType vector && vector.ItemType.Equals(ItemType) && vector.Dimensions.SequenceEqual(Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object other) => Equals(other as DataViewType);

    /// <inheritdoc/>
    public override int GetHashCode() => Dimensions.Aggregate(ItemType.GetHashCode(), HashCode.Combine);

    /// <summary>The item type with the dimensions.</summary>
    /// <returns>Such as "Vector&lt;Single, 4&gt;".</returns>
    public override string ToString() =>
        Dimensions.Length == 1 && Size == 0
            ? $"VarVector<{ItemType}>"
            : $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d == 0 ? "*" : $"{d}"))}>";

    private static Type RawTypeOf(PrimitiveDataViewType itemType)
    {
        ArgumentNullException.ThrowIfNull(itemType);
        return typeof(VBuffer<>).MakeGenericType(itemType.RawType);
    }
}
