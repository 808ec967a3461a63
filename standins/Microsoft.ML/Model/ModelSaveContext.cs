using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML;

/// <summary>A place in a model file that something is written to.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string EntryName = "Model.json";

    private readonly ZipArchive _archive;
    private readonly string _folder;

    internal ModelSaveContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
    }

    /// <summary>Whether the object at this place has written itself.</summary>
    internal bool IsWritten { get; private set; }

    /// <summary>Ends the writing at this place.</summary>
    public void Dispose()
    {
    }

    /// <summary>Writes the kind of the object at this place, and what it needs to be made again.</summary>
    internal void Write(string kind, JsonObject fields)
    {
        fields["kind"] = kind;
        using var stream = _archive.CreateEntry($"{_folder}/{EntryName}").Open();
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        fields.WriteTo(writer);
        IsWritten = true;
    }

    /// <summary>Has a part of the object at this place write itself below it.</summary>
    internal void WritePart(int index, ICanSaveModel part)
    {
        using var below = new ModelSaveContext(_archive, $"{_folder}/{PartName(index)}");
        below.WriteRoot(part);
    }

    /// <summary>Has an object write itself at this place.</summary>
    internal void WriteRoot(ICanSaveModel model)
    {
        model.Save(this);
        if (!IsWritten)
            throw new InvalidOperationException($"{model.GetType()} wrote nothing into the model file. Save it through a transformer that can be saved.");
    }

    internal static string PartName(int index) => string.Create(CultureInfo.InvariantCulture, $"Transform_{index:000}");
}
