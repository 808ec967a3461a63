using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>Marks a member as a column of <see cref="OwnShapeType"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OwnShapeColumnAttribute : DataViewTypeAttribute
{
    public override void Register() => DataViewTypeManager.Register(new OwnShapeType(), typeof(OwnShape), this);

    public override bool Equals(DataViewTypeAttribute? other) => other is OwnShapeColumnAttribute;

    public override int GetHashCode() => 1;
}
