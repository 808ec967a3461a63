using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the columns that an action of the user's makes from others, with a state for each cursor.</summary>
/// <typeparam name="TSrc">The columns that are read.</typeparam>
/// <typeparam name="TDst">The columns that are written.</typeparam>
/// <typeparam name="TState">What each cursor keeps from row to row.</typeparam>
public sealed class StatefulCustomMappingTransformer<TSrc, TDst, TState> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
    where TState : class, new()
{
    private readonly Action<TSrc, TDst, TState> _action;
    private readonly Action<TState> _initialise;
    private readonly Contract _contract;

    internal StatefulCustomMappingTransformer(
        Action<TSrc, TDst, TState> action, Action<TState> initialise, Contract contract, MappedClasses<TSrc, TDst> classes)
    {
        _action = action;
        _initialise = initialise;
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

    /// <summary>Applies the action, to each row whose added columns are read, in the order of reading.</summary>
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

    private CustomMap<TSrc, TDst> Map(DataViewSchema input) => Classes.Map(input, NewAction, alwaysReads: true);

    private Action<TSrc, TDst> NewAction()
    {
        var state = new TState();
        _initialise(state);
        return (source, target) => _action(source, target, state);
    }
}
