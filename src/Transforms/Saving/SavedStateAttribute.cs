using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// Marks a member of type <see cref="SavedState"/> as a column. Public because ML.NET makes it when a model is loaded; not meant for other use.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SavedStateAttribute : DataViewTypeAttribute
{
    /// <inheritdoc/>
    public override void Register() => DataViewTypeManager.Register(SavedStateDataViewType.Instance, typeof(SavedState), this);

    /// <inheritdoc/>
    public override bool Equals(DataViewTypeAttribute? other) => other is SavedStateAttribute;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SavedStateAttribute;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(SavedStateAttribute).GetHashCode();
}
