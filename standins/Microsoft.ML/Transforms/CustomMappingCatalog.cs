using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Steps that run code of the user's.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Adds the columns of a class that an action fills from another class.</summary>
    /// <typeparam name="TSrc">Its writable members are the columns that are read.</typeparam>
    /// <typeparam name="TDst">Its readable members are the columns that are added.</typeparam>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="mapAction">Runs once for each row; must depend on nothing but its first argument.</param>
    /// <param name="contractName">The name of a factory in the action's assembly; null if never saved.</param>
    /// <param name="inputSchemaDefinition">Renames or retypes the columns that are read.</param>
    /// <param name="outputSchemaDefinition">Renames or retypes the columns that are added.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A member cannot be a column.</exception>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(mapAction);
        var classes = new MappedClasses<TSrc, TDst>(inputSchemaDefinition, outputSchemaDefinition);
        return new(new CustomMappingTransformer<TSrc, TDst>(mapAction, Contract.Of(contractName, mapAction), classes));
    }

    /// <summary>Adds the columns of a class that an action fills from another class and a state that each cursor has for itself.</summary>
    /// <typeparam name="TSrc">Its writable members are the columns that are read.</typeparam>
    /// <typeparam name="TDst">Its readable members are the columns that are added.</typeparam>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="mapAction">Runs once for each row, in order.</param>
    /// <param name="stateInitAction">Runs once for each cursor.</param>
    /// <param name="contractName">The name of a factory in the action's assembly; null if never saved.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A member cannot be a column.</exception>
    public static StatefulCustomMappingEstimator<TSrc, TDst, TState> StatefulCustomMapping<TSrc, TDst, TState>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst, TState> mapAction,
        Action<TState> stateInitAction,
        string contractName)
        where TSrc : class, new()
        where TDst : class, new()
        where TState : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(mapAction);
        ArgumentNullException.ThrowIfNull(stateInitAction);
        var classes = new MappedClasses<TSrc, TDst>(null, null);
        return new(new StatefulCustomMappingTransformer<TSrc, TDst, TState>(mapAction, stateInitAction, Contract.Of(contractName, mapAction), classes));
    }
}
