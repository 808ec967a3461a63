using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>The type of the column that holds a saved step's state.</summary>
internal sealed class SavedStateDataViewType : StructuredDataViewType
{
    private SavedStateDataViewType()
        : base(typeof(SavedState))
    {
    }

    internal static SavedStateDataViewType Instance { get; } = new();

    public override bool Equals(DataViewType? other) => other is SavedStateDataViewType;

    public override bool Equals(object? obj) => obj is SavedStateDataViewType;

    public override int GetHashCode() => typeof(SavedStateDataViewType).GetHashCode();

    public override string ToString() => "State";
}
