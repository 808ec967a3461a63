using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds copies of columns under other names.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    private readonly (string Output, string Input)[] pairs;

    internal ColumnCopyingTransformer((string Output, string Input)[] pairs) => this.pairs = pairs;

    internal IReadOnlyList<(string Output, string Input)> Pairs => pairs;

    internal static ColumnCopyingTransformer Load(JsonObject fields) =>
        new([.. fields["pairs"].AsArray().Select(p => ((string)p["output"], (string)p["input"]))]);

    private protected override RowMap Map(DataViewSchema inputSchema) => CopyMap.Create(inputSchema, pairs);

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelKinds.Copy, new JsonObject
    {
        ["pairs"] = new JsonArray([.. pairs.Select(p => new JsonObject { ["output"] = p.Output, ["input"] = p.Input })]),
    });
}
