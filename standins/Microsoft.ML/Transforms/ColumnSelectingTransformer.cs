using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps the named columns in the order of their names, or drops them.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly string[] _names;
    private readonly bool _drop;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(string[] names, bool drop, bool keepHidden)
    {
        _names = names;
        _drop = drop;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The columns that are left.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <returns>The columns of the output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A named column is missing.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Map(inputSchema).OutputSchema;
    }

    /// <summary>Applies the step. Nothing is computed before a cursor reads.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view of the columns that are left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A named column is missing.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Map(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new MapRowMapper(Map(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(ModelKinds.Select, new JsonObject
    {
        ["names"] = new JsonArray([.. _names.Select(n => JsonValue.Create(n))]),
        ["drop"] = _drop,
        ["keepHidden"] = _keepHidden,
    });

    internal static ColumnSelectingTransformer Load(JsonObject fields) =>
        new([.. fields["names"].AsArray().Select(n => (string)n)], (bool)fields["drop"], (bool)fields["keepHidden"]);

    internal SchemaShape Shape(SchemaShape input)
    {
        var named = _names.Select(input.Find).ToArray();
        return new SchemaShape(_drop ? input.Where(c => !_names.Contains(c.Name)) : named);
    }

    private SelectMap Map(DataViewSchema input)
    {
        var named = _names.Select(name => input[name]).ToArray();
        var kept = _drop ? input.Where(c => !_names.Contains(c.Name))
            : _keepHidden ? named.SelectMany(n => input.Where(c => c.Name == n.Name))
            : named;
        return new SelectMap(input, kept.Select(c => c.Index).ToArray());
    }
}
