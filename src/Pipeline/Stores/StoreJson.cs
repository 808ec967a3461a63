using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// How documents are written: camel case, properties in the order in which their types declare them, nothing for null, NaN by name.
/// </summary>
internal static class StoreJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsAlwaysWritten } },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, s_options);

    /// <exception cref="InvalidDataException">The content is not what it should be; the message names the document.</exception>
    public static T Read<T>(ReadOnlySpan<byte> content, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, s_options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Document '{name}' is not a valid {typeof(T).Name}: {e.Message} Restore it from a backup.", e);
        }
    }

    /// <summary>Only nulls are left out when a document is written: what has neither null nor a default must be there when it is read.</summary>
    private static void RequireWhatIsAlwaysWritten(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false })
                property.IsRequired = true;
        }
    }
}
