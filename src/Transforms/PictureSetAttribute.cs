using Microsoft.ML.Data;

namespace MlopsCl.Transforms;

/// <summary>Marks a member of type <see cref="PictureSet"/> as a column of pictures.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class PictureSetAttribute : DataViewTypeAttribute
{
    /// <inheritdoc/>
    public override void Register() => DataViewTypeManager.Register(PictureSetDataViewType.Instance, typeof(PictureSet), this);

    /// <inheritdoc/>
    public override bool Equals(DataViewTypeAttribute? other) => other is PictureSetAttribute;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PictureSetAttribute;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(PictureSetAttribute).GetHashCode();
}
