using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What a custom mapping reads and writes, by its two classes.</summary>
internal sealed class MappedClasses<TSrc, TDst>
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly SchemaDefinition _source;
    private readonly ObjectColumns<TDst> _target;

    internal MappedClasses(SchemaDefinition source, SchemaDefinition target)
    {
        _source = source ?? SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Write);
        _target = ObjectColumns<TDst>.Create(target ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Write));
    }

    internal CustomMap<TSrc, TDst> Map(DataViewSchema input, Func<Action<TSrc, TDst>> newAction, bool alwaysReads) =>
        new(input, ObjectWriter<TSrc>.Create(input, ignoreMissingColumns: false, _source), _target, newAction, alwaysReads);

    internal SchemaShape Shape(SchemaShape input)
    {
        foreach (var wanted in _source)
            CheckFits(input.Find(wanted.ColumnName), wanted);
        return input.With(SchemaShape.Create(_target.Schema));
    }

    // A vector of any size takes vectors of a known size too, but not the other way round.
    private static void CheckFits(SchemaShape.Column column, SchemaDefinition.Column wanted)
    {
        var expected = SchemaShape.Column.Of(column.Name, wanted.ColumnType, SchemaShape.Empty);
        var kindFits = expected.Kind == SchemaShape.Column.VectorKind.VariableVector
            ? column.Kind != SchemaShape.Column.VectorKind.Scalar
            : column.Kind == expected.Kind;
        if (!kindFits || column.IsKey != expected.IsKey || !column.ItemType.Equals(expected.ItemType))
            throw new ArgumentOutOfRangeException(
                "inputSchema", $"Schema mismatch for input column '{column.Name}': expected {wanted.ColumnType}, got {column.Kind} of {column.ItemType}.");
    }
}
