using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>The column type of <see cref="OwnShape"/>.</summary>
public sealed class OwnShapeType() : StructuredDataViewType(typeof(OwnShape))
{
    public override bool Equals(DataViewType? other) => other is OwnShapeType;

    public override int GetHashCode() => typeof(OwnShapeType).GetHashCode();
}
