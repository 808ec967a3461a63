using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Says which size the vector of an array member has.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>A size that each row chooses.</summary>
    public VectorTypeAttribute()
        : this(0)
    {
    }

    /// <summary>One dimension of a known size. Values of another size are not refused.</summary>
    /// <param name="size">The number of items; 0 where each row chooses it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public VectorTypeAttribute(int size)
        : this([size])
    {
    }

    /// <summary>Several dimensions.</summary>
    /// <param name="dimensions">The size of each; 0 where it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public VectorTypeAttribute(params int[] dimensions)
    {
        if (dimensions.Any(d => d < 0))
            throw new ArgumentOutOfRangeException(nameof(dimensions), $"No dimension is negative: {string.Join(", ", dimensions)}.");
        Dims = dimensions.Length == 0 ? [0] : [.. dimensions];
    }

    internal ImmutableArray<int> Dims { get; }
}
