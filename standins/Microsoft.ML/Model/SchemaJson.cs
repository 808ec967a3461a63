using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads the columns of a schema. Columns of the user's own types are left out.</summary>
internal static class SchemaJson
{
    internal static JsonObject Write(DataViewSchema schema) => new()
    {
        ["columns"] = new JsonArray([.. schema.Where(c => !c.IsHidden && Known(c.Type)).Select(WriteColumn)]),
    };

    internal static DataViewSchema Read(JsonObject json)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in json["columns"].AsArray())
            builder.AddColumn((string)column["name"], ReadType(column["type"].AsObject()), AnnotationJson.Read(column["annotations"]?.AsArray()));
        return builder.ToSchema();
    }

    internal static JsonObject WriteType(DataViewType type) => type switch
    {
        VectorDataViewType vector => new JsonObject
        {
            ["item"] = WriteType(vector.ItemType),
            ["dimensions"] = new JsonArray([.. vector.Dimensions.Select(d => JsonValue.Create(d))]),
        },
        KeyDataViewType key => new JsonObject { ["key"] = key.RawType.Name, ["count"] = key.Count },
        _ => new JsonObject { ["name"] = type.ToString() },
    };

    internal static DataViewType ReadType(JsonObject json)
    {
        if (json["item"] is { } item)
            return new VectorDataViewType((PrimitiveDataViewType)ReadType(item.AsObject()), json["dimensions"].AsArray().Select(d => (int)d).ToArray());
        if (json["key"] is { } key)
            return new KeyDataViewType(Named((string)key).RawType, (ulong)json["count"]);
        return Named((string)json["name"]);
    }

    internal static bool Known(DataViewType type) => type is KeyDataViewType
        || type is VectorDataViewType vector && Known(vector.ItemType)
        || Simple.Any(s => s.Equals(type));

    private static IEnumerable<PrimitiveDataViewType> Simple =>
        [TextDataViewType.Instance, BooleanDataViewType.Instance, DateTimeDataViewType.Instance, .. NumberDataViewType.All];

    private static JsonNode WriteColumn(DataViewSchema.Column column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = WriteType(column.Type) };
        if (AnnotationJson.Write(column.Annotations) is { Count: > 0 } annotations)
            json["annotations"] = annotations;
        return json;
    }

    private static PrimitiveDataViewType Named(string name) =>
        Simple.FirstOrDefault(s => s.ToString() == name)
        ?? throw new InvalidOperationException($"The model names the unknown column type '{name}'. A newer version saved it: load it with that one.");
}
