using System.Text.Json.Nodes;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Adds one vector of the values of several columns.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(string output, string[] inputs) => (_output, _inputs) = (output, inputs);

    internal static ColumnConcatenatingTransformer Load(JsonObject fields) =>
        new((string)fields["output"], [.. fields["inputs"].AsArray().Select(name => (string)name)]);

    private protected override RowMap Map(DataViewSchema inputSchema) => ConcatMap.Create(inputSchema, _output, _inputs);

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelKinds.Concatenate, new JsonObject
    {
        ["output"] = _output,
        ["inputs"] = new JsonArray([.. _inputs.Select(name => JsonValue.Create(name))]),
    });
}
