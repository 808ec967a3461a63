using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds a column by an expression over other columns. Only constant texts are known here.</summary>
public sealed class ExpressionTransformer : RowToRowTransformerBase
{
    private readonly string outputName;
    private readonly string expression;
    private readonly string[] inputNames;
    private readonly string text;

    internal ExpressionTransformer(string outputName, string expression, string[] inputNames)
    {
        this.outputName = outputName;
        this.expression = expression;
        this.inputNames = inputNames;
        text = ConstantText.Parse(expression, inputNames.Length);
    }

    internal static ExpressionTransformer Load(JsonObject fields) =>
        new((string)fields["output"], (string)fields["expression"], [.. fields["inputs"].AsArray().Select(n => (string)n)]);

    private protected override RowMap Map(DataViewSchema inputSchema)
    {
        var inputs = inputNames.Select(name => inputSchema[name]).ToArray();
        if (inputs.FirstOrDefault(c => c.Type is StructuredDataViewType) is { Name: not null } column)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Column '{column.Name}' is {column.Type}; an expression here takes single values.");
        return new ExpressionMap(inputSchema, outputName, text, [.. inputs.Select(c => c.Index)]);
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelKinds.Expression, new JsonObject
    {
        ["output"] = outputName,
        ["expression"] = expression,
        ["inputs"] = new JsonArray([.. inputNames.Select(n => JsonValue.Create(n))]),
    });
}
