using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the columns that an action of the user's makes from others.</summary>
/// <typeparam name="TSrc">The columns that are read.</typeparam>
/// <typeparam name="TDst">The columns that are written.</typeparam>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _action;
    private readonly Contract _contract;

    internal CustomMappingTransformer(Action<TSrc, TDst> action, Contract contract, MappedClasses<TSrc, TDst> classes)
    {
        _action = action;
        _contract = contract;
        Classes = classes;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal MappedClasses<TSrc, TDst> Classes { get; }

    /// <summary>The columns with the added ones.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <returns>The columns of the output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that the action reads is missing.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Map(inputSchema).OutputSchema;
    }

    /// <summary>Applies the action, to each row whose added columns are read.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view with the added columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that the action reads is missing.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Map(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new MapRowMapper(Map(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => _contract.Save(ctx);

    private CustomMap<TSrc, TDst> Map(DataViewSchema input) => Classes.Map(input, () => _action, alwaysReads: false);
}
