using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>
/// A model file: a zip with <c>TransformerChain/**/Model.json</c>, <c>Schema.json</c> and <c>TrainingInfo/Version.txt</c>.
/// Entries of other names are left alone.
/// </summary>
internal static class ModelFile
{
    private const string Root = "TransformerChain";
    private const string SchemaEntry = "Schema.json";
    private const string VersionEntry = "TrainingInfo/Version.txt";

    internal static void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using var context = new ModelSaveContext(archive, Root);
        context.WriteRoot(model);
        if (inputSchema is not null)
            WriteText(archive, SchemaEntry, SchemaJson.Write(inputSchema).ToJsonString());
        WriteText(archive, VersionEntry, typeof(ModelFile).Assembly.GetName().Version?.ToString(3) ?? "");
    }

    internal static ITransformer Load(Stream stream, ComponentCatalog catalog, out DataViewSchema inputSchema)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var entry = archive.GetEntry($"{Root}/{ModelSaveContext.EntryName}")
            ?? throw new InvalidOperationException(
                $"The file has no {Root}/{ModelSaveContext.EntryName}: it was saved by another library, or is no model. Save the model again with this one.");
        var schema = archive.GetEntry(SchemaEntry);
        inputSchema = schema is null ? null : SchemaJson.Read(ReadObject(schema));
        return Transformer(archive, Root, ReadObject(entry), catalog);
    }

    private static ITransformer Transformer(ZipArchive archive, string folder, JsonObject fields, ComponentCatalog catalog) => (string)fields["kind"] switch
    {
        ModelKinds.Chain => Chain(archive, folder, fields, catalog),
        ModelKinds.Concatenate => ColumnConcatenatingTransformer.Load(fields),
        ModelKinds.Copy => ColumnCopyingTransformer.Load(fields),
        ModelKinds.Select => ColumnSelectingTransformer.Load(fields),
        ModelKinds.Expression => ExpressionTransformer.Load(fields),
        ModelKinds.CustomMapping => Mapping(Contract.Load(fields), catalog),
        var kind => throw new InvalidOperationException(
            $"The model has a step of the unknown kind '{kind}' at {folder}. A newer version saved it: load it with that one."),
    };

    private static TransformerChain<ITransformer> Chain(ZipArchive archive, string folder, JsonObject fields, ComponentCatalog catalog)
    {
        var scopes = fields["scopes"].AsArray().Select(s => (TransformerScope)(int)s).ToArray();
        var parts = scopes.Select((_, i) => $"{folder}/{ModelSaveContext.PartName(i)}").Select(part =>
        {
            var entry = archive.GetEntry($"{part}/{ModelSaveContext.EntryName}")
                ?? throw new InvalidOperationException($"The model lacks {part}. The file is damaged: save the model again.");
            return Transformer(archive, part, ReadObject(entry), catalog);
        });
        return new TransformerChain<ITransformer>(parts.ToArray(), scopes);
    }

    private static ITransformer Mapping(Contract contract, ComponentCatalog catalog) =>
        catalog.CreateFactory(contract.Name, contract.Assembly) is IMappingFactory factory
            ? factory.Create(contract)
            : throw new InvalidOperationException(
                $"The class with the contract '{contract.Name}' is no factory. Derive it from CustomMappingFactory or StatefulCustomMappingFactory.");

    private static void WriteText(ZipArchive archive, string name, string text)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static JsonObject ReadObject(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return JsonNode.Parse(stream).AsObject();
    }
}
