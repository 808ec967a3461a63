namespace Microsoft.ML.Data;

/// <summary>Binds the members of a class to a schema that is already there.</summary>
internal static class SchemaMatch
{
    /// <summary>A definition with the columns, types and annotations of a schema.</summary>
    internal static SchemaDefinition Definition(Type rowType, DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(rowType, SchemaDefinition.Direction.Read);
        foreach (var column in schema.Where(c => !c.IsHidden))
        {
            var bound = definition[column.Name]
                ?? throw new InvalidOperationException($"{rowType} has no member for column '{column.Name}'. Add one, or name it with ColumnName.");
            bound.ColumnType = column.Type;
            bound.AddAnnotations(column.Annotations);
        }

        return definition;
    }
}
