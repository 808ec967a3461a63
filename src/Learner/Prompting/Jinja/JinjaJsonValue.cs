using System.Text.Json;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>JSON as values of templates.</summary>
internal static class JinjaJsonValue
{
    /// <summary>A value.</summary>
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element),
        JsonValueKind.Array => new JinjaList(element.EnumerateArray().Select(Of)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble(),
        _ => null,
    };

    private static JinjaMap Map(JsonElement element)
    {
        var map = new JinjaMap();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            map.Set(property.Name, Of(property.Value));
        }

        return map;
    }
}
