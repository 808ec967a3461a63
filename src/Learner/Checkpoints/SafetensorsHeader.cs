using System.Text.Json;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>
/// The header of a safetensors file: 8 bytes length (little endian), then a JSON object that maps names to element type, shape and
/// byte range. Reads it as strictly as the format's description asks: an attacker's file is refused before anything is allocated for it.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>Longest header that is read, 100 MB, as in the reference implementation.</summary>
    public const long MaximumHeaderBytes = 100_000_000;

    /// <summary>Bytes in front of the header: its length.</summary>
    public const int PrefixBytes = 8;

    private const string MetadataKey = "__metadata__";

    /// <summary>Checks the length in front of the header.</summary>
    /// <returns>Bytes of the JSON text.</returns>
    /// <exception cref="CheckpointFormatException">The length is impossible.</exception>
    public static int CheckLength(string file, ulong length, long fileBytes)
    {
        if (length > MaximumHeaderBytes)
        {
            throw new CheckpointFormatException(
                file, "offset 0",
                $"the header claims {length} bytes and may have at most {MaximumHeaderBytes}; this is not a safetensors "
                + "file, or it is damaged.");
        }

        if ((long)length > fileBytes - PrefixBytes)
        {
            throw new CheckpointFormatException(
                file, "offset 0",
                $"the header claims {length} bytes, but only {fileBytes - PrefixBytes} follow; the file was cut short, fetch it again.");
        }

        return (int)length;
    }

    /// <summary>Reads the JSON text.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="json">The header's text, padding included.</param>
    /// <param name="fileBytes">Size of the whole file, which the tensors must fill without holes.</param>
    /// <param name="entries">Receives the tensors.</param>
    /// <param name="metadata">Receives the free text pairs.</param>
    /// <exception cref="CheckpointFormatException">The text is not a header, or its ranges do not fit the file.</exception>
    public static void Read(
        string file,
        ReadOnlySpan<byte> json,
        long fileBytes,
        Dictionary<string, SafetensorEntry> entries,
        Dictionary<string, string> metadata)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw new CheckpointFormatException(
                file, $"offset {PrefixBytes}",
                "the header does not begin with '{'; this is not a safetensors file.");
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        try
        {
            reader.Read();
            ReadObject(file, ref reader, PrefixBytes + json.Length, entries, metadata);
            while (reader.Read())
            {
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CheckpointFormatException(
                file, $"offset {PrefixBytes + reader.BytesConsumed}",
                $"the header is not valid JSON ({error.Message})",
                error);
        }

        CheckCoverage(file, entries.Values, PrefixBytes + json.Length, fileBytes);
    }

    private static void ReadObject(
        string file,
        ref Utf8JsonReader reader,
        long dataStart,
        Dictionary<string, SafetensorEntry> entries,
        Dictionary<string, string> metadata)
    {
        bool sawMetadata = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name != MetadataKey)
            {
                SafetensorEntry entry = SafetensorsEntryReader.Read(file, name, ref reader, dataStart);
                if (!entries.TryAdd(name, entry))
                {
                    throw new CheckpointFormatException(file, name, "the header names this tensor twice; write the file again.");
                }
            }
            else if (sawMetadata)
            {
                throw new CheckpointFormatException(file, MetadataKey, "the header has this key twice; write the file again.");
            }
            else
            {
                sawMetadata = true;
                ReadMetadata(file, ref reader, metadata);
            }
        }
    }

    private static void ReadMetadata(string file, ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CheckpointFormatException(file, MetadataKey, $"must be an object of texts, not {reader.TokenType}.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new CheckpointFormatException(file, $"{MetadataKey}.{key}", $"must be a text, not {reader.TokenType}.");
            }

            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw new CheckpointFormatException(file, $"{MetadataKey}.{key}", "the header has this key twice.");
            }
        }
    }

    private static void CheckCoverage(string file, IEnumerable<SafetensorEntry> entries, long dataStart, long fileBytes)
    {
        long end = dataStart;
        foreach (SafetensorEntry entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.Length))
        {
            if (entry.Offset != end)
            {
                string fault = entry.Offset < end ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new CheckpointFormatException(
                    file, entry.Name,
                    $"begins at offset {entry.Offset} and {fault}, which ends at {end}; tensors must lie back to back.");
            }

            end = entry.Offset + entry.Length;
        }

        if (end != fileBytes)
        {
            string fault = end < fileBytes ? "bytes follow that belong to no tensor" : "the file was cut short, fetch it again";
            throw new CheckpointFormatException(
                file, $"offset {Math.Min(end, fileBytes)}",
                $"the tensors end at {end} and the file at {fileBytes}: {fault}.");
        }
    }
}
