using System.Text.Json;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>Reads <c>model.safetensors.index.json</c>: which shard holds which tensor.</summary>
internal static class ShardIndex
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "model.safetensors.index.json";

    private const long MaximumBytes = 100_000_000;

    /// <summary>Reads <c>weight_map</c>.</summary>
    /// <returns>Shard file names by tensor name.</returns>
    /// <exception cref="CheckpointFormatException">The file is no such index, or a shard's name is not a plain file name.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > MaximumBytes)
        {
            throw new CheckpointFormatException(path, "offset 0", $"has {length} bytes; an index has at most {MaximumBytes}.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object)
            {
                throw new CheckpointFormatException(
                    path, "weight_map",
                    "the index needs an object of that name that maps tensors to shards.");
            }

            return map.EnumerateObject().ToDictionary(pair => pair.Name, pair => ShardName(path, pair), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CheckpointFormatException(path, "offset 0", $"is not valid JSON ({error.Message})", error);
        }
    }

    private static string ShardName(string path, JsonProperty pair)
    {
        string? name = pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString() : null;
        bool plain = !string.IsNullOrEmpty(name) && name is not ("." or "..") && name.IndexOfAny(['/', '\\', ':', '\0']) < 0;
        return plain
            ? name!
            : throw new CheckpointFormatException(path, $"weight_map.{pair.Name}", $"'{name}' is not the name of a file in this folder.");
    }
}
