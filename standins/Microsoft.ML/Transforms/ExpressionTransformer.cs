using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds a column by an expression over other columns. Only constant texts are known here.</summary>
public sealed class ExpressionTransformer : RowToRowTransformerBase
{
    private readonly string _outputName;
    private readonly string _expression;
    private readonly string[] _inputNames;
    private readonly string _text;

    internal ExpressionTransformer(string outputName, string expression, string[] inputNames)
    {
        _outputName = outputName;
        _expression = expression;
        _inputNames = inputNames;
        _text = ConstantText.Parse(expression, inputNames.Length);
    }

    internal static ExpressionTransformer Load(JsonObject fields) =>
        new((string)fields["output"], (string)fields["expression"], [.. fields["inputs"].AsArray().Select(n => (string)n)]);

    private protected override RowMap Map(DataViewSchema inputSchema)
    {
        var inputs = _inputNames.Select(name => inputSchema[name]).ToArray();
        if (inputs.FirstOrDefault(c => c.Type is StructuredDataViewType) is { Name: not null } column)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Column '{column.Name}' is {column.Type}; an expression here takes single values.");
        return new ExpressionMap(inputSchema, _outputName, _text, [.. inputs.Select(c => c.Index)]);
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelKinds.Expression, new JsonObject
    {
        ["output"] = _outputName,
        ["expression"] = _expression,
        ["inputs"] = new JsonArray([.. _inputNames.Select(n => JsonValue.Create(n))]),
    });
}
