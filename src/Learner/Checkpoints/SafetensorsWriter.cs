using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>
/// Writes safetensors files. The same tensors always give the same bytes: they are ordered as the reference implementation orders
/// them (element type by rank, then name), and metadata by key.
/// </summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes a file under a temporary name beside it, flushes it to the disk and moves it into place.</summary>
    /// <param name="path">The file to make or replace; its folder must exist.</param>
    /// <param name="tensors">The tensors, in any order.</param>
    /// <param name="metadata">Free text pairs for the header, such as <c>format = pt</c>.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or a source gives more or fewer bytes than its shape
    /// takes.</exception>
    public static void Write(string path, IEnumerable<SafetensorSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafetensorSource[] ordered = [.. tensors.OrderByDescending(t => t.DType).ThenBy(t => t.Name, Utf8Order.Instance)];
        string? twice = ordered.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null || ordered.Any(t => t.Name == "__metadata__"))
        {
            throw new ArgumentException(
                $"'{twice ?? "__metadata__"}' cannot be written: every tensor of a file needs its own name, and __metadata__ is none.",
                nameof(tensors));
        }

        string partial = path + ".partial";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            try
            {
                WriteHeader(stream, ordered, metadata);
                WriteTensors(stream, ordered);
                stream.Flush(flushToDisk: true);
            }
            catch
            {
                File.Delete(partial);
                throw;
            }
        }

        File.Move(partial, path, overwrite: true);
    }

    private static void WriteHeader(Stream stream, SafetensorSource[] ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            long offset = 0;
            foreach (SafetensorSource tensor in ordered)
            {
                long end = checked(offset + tensor.DType.ByteCount(tensor.Shape));
                WriteEntry(writer, tensor, offset, end);
                offset = end;
            }

            writer.WriteEndObject();
        }

        while (json.Length % SafetensorsHeader.PrefixBytes != 0)
        {
            json.WriteByte((byte)' ');
        }

        Span<byte> length = stackalloc byte[SafetensorsHeader.PrefixBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        json.WriteTo(stream);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        writer.WriteStartObject("__metadata__");
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, SafetensorSource tensor, long begin, long end)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.DType.FileName());
        writer.WriteStartArray("shape");
        foreach (long size in tensor.Shape)
        {
            writer.WriteNumberValue(size);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(begin);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTensors(Stream stream, SafetensorSource[] ordered)
    {
        foreach (SafetensorSource tensor in ordered)
        {
            long start = stream.Position;
            tensor.CopyTo(stream);
            long written = stream.Position - start;
            long expected = tensor.DType.ByteCount(tensor.Shape);
            if (written != expected)
            {
                throw new ArgumentException(
                    $"{tensor.Name}: {tensor.DType.FileName()} [{string.Join(", ", tensor.Shape)}] takes {expected} bytes, "
                    + $"but its source gave {written}.");
            }
        }
    }
}
