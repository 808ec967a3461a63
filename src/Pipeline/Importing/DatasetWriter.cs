using System.Text.Encodings.Web;
using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Datasets;

namespace MlopsCl.Pipeline.Importing;

/// <summary>Writes a draft as <c>dataset.json</c>, <c>train.json</c>, <c>test.json</c> and <c>images/</c>, in that order.</summary>
internal static class DatasetWriter
{
    private const int ReportEvery = 250;

    public static async Task<ImportReport> WriteAsync(
        DatasetDraft draft, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var pictures = draft.Train.Concat(draft.Test).SelectMany(r => r.Pictures).DistinctBy(p => p.Name).ToList();
        var card = new DatasetCard(
            DatasetCard.CurrentFormat, draft.Task, draft.Questions, draft.Scoring, draft.Source, draft.Licence, options.Seed, draft.Train.Count,
            draft.Test.Count, pictures.Count);
        var partial = options.Output.TrimEnd('/') + ".partial";
        Remove(partial);
        using (var sink = Open(options.Format, partial))
            WriteAll(draft, card, pictures, sink, progress, cancellation);
        Remove(options.Output);
        Directory.Move(partial, options.Output);
        var digest = await DatasetDigest.ComputeAsync(options.Output, cancellation);
        return new ImportReport(draft.Train.Count, draft.Test.Count, pictures.Count, digest, options.Output);
    }

    /// <exception cref="ImportException">Something is at the output already.</exception>
    public static void CheckOutput(ImportOptions options)
    {
        if (File.Exists(options.Output) || (Directory.Exists(options.Output) && Directory.EnumerateFileSystemEntries(options.Output).Any()))
            throw new ImportException($"'{options.Output}' exists already; an import never overwrites. Remove it, or name another output.");
    }

    private static void WriteAll(
        DatasetDraft draft, DatasetCard card, List<DraftPicture> pictures, IDatasetSink sink, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        sink.Add(DatasetCard.FileName, [.. JsonSerializer.SerializeToUtf8Bytes(card, DatasetCard.JsonOptions), (byte)'\n']);
        sink.Add(DatasetLayout.Train, Json(draft.Train));
        sink.Add(DatasetLayout.Test, Json(draft.Test));
        for (var i = 0; i < pictures.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            sink.Add(DatasetLayout.ImagesFolder + "/" + pictures[i].Name, pictures[i].Encode());
            if (i % ReportEvery == 0 || i == pictures.Count - 1)
                progress?.Report(new ImportProgress("writing pictures", i + 1, pictures.Count));
        }
    }

    private static IDatasetSink Open(ImportFormat format, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return format == ImportFormat.Folder ? new FolderSink(Directory.CreateDirectory(path).FullName) : new TarSink(path);
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else if (File.Exists(path))
            File.Delete(path);
    }

    /// <summary>A JSON array with one record a line.</summary>
    private static byte[] Json(IReadOnlyList<DraftRecord> records)
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        for (var i = 0; i < records.Count; i++)
        {
            stream.Write(i == 0 ? "[\n"u8 : ",\n"u8);
            Write(writer, records[i]);
            writer.Flush();
            writer.Reset();
        }

        stream.Write("\n]\n"u8);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, DraftRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("id", record.Id);
        if (record.Pictures.Count == 1)
            writer.WriteString("image", record.Pictures[0].Name);
        else if (record.Pictures.Count > 1)
            WriteNames(writer, record.Pictures);
        if (record.Category is not null)
            writer.WriteString("category", record.Category);
        writer.WriteStartArray("conversations");
        foreach (var turn in record.Turns)
            WriteTurn(writer, turn.Speaker == Speaker.Human ? "human" : "gpt", turn.Text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<DraftPicture> pictures)
    {
        writer.WriteStartArray("image");
        foreach (var picture in pictures)
            writer.WriteStringValue(picture.Name);
        writer.WriteEndArray();
    }

    private static void WriteTurn(Utf8JsonWriter writer, string from, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("from", from);
        writer.WriteString("value", value);
        writer.WriteEndObject();
    }
}
