using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads annotations that are a text or a number; others are left out.</summary>
internal static class AnnotationJson
{
    internal static JsonArray Write(DataViewSchema.Annotations annotations) =>
        [.. annotations.Schema.Where(c => c.Type is TextDataViewType or NumberDataViewType).Select(c => (JsonNode)new JsonObject
        {
            ["name"] = c.Name,
            ["type"] = SchemaJson.WriteType(c.Type),
            ["value"] = Value(annotations, c),
        })];

    internal static DataViewSchema.Annotations Read(JsonArray json)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (var item in json ?? [])
        {
            var type = (PrimitiveDataViewType)SchemaJson.ReadType(item["type"].AsObject());
            if (type is TextDataViewType)
                builder.AddPrimitiveValue((string)item["name"], type, ((string)item["value"]).AsMemory());
            else
                Number.Of(type).Add(builder, (string)item["name"], type, item["value"]);
        }

        return builder.ToAnnotations();
    }

    private static JsonNode Value(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        if (column.Type is not TextDataViewType)
            return Number.Of(column.Type).Read(annotations, column.Name);
        ReadOnlyMemory<char> text = default;
        annotations.GetValue(column.Name, ref text);
        return JsonValue.Create(text.ToString());
    }

    private abstract class Number
    {
        internal static Number Of(DataViewType type) => (Number)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type.RawType));

        internal abstract JsonNode Read(DataViewSchema.Annotations annotations, string name);

        internal abstract void Add(DataViewSchema.Annotations.Builder builder, string name, PrimitiveDataViewType type, JsonNode value);

        private sealed class Typed<TNumber> : Number
        {
            internal override JsonNode Read(DataViewSchema.Annotations annotations, string name)
            {
                TNumber value = default;
                annotations.GetValue(name, ref value);
                return JsonSerializer.SerializeToNode(value);
            }

            internal override void Add(DataViewSchema.Annotations.Builder builder, string name, PrimitiveDataViewType type, JsonNode value) =>
                builder.AddPrimitiveValue(name, type, value.GetValue<TNumber>());
        }
    }
}
