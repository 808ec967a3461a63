using Microsoft.ML.Data;

namespace MlopsCl.Transforms;

/// <summary>The type of a column whose values are <see cref="PictureSet"/> objects.</summary>
public sealed class PictureSetDataViewType : StructuredDataViewType
{
    private PictureSetDataViewType()
        : base(typeof(PictureSet))
    {
    }

    /// <summary>The only instance.</summary>
    public static PictureSetDataViewType Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other) => other is PictureSetDataViewType;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PictureSetDataViewType;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(PictureSetDataViewType).GetHashCode();

    /// <summary>The name of the type.</summary>
    /// <returns>"Pictures".</returns>
    public override string ToString() => "Pictures";
}
