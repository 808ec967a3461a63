namespace Microsoft.ML.Transforms;

/// <summary>Makes the actions of a stateful custom mapping when a model that uses it is loaded.</summary>
/// <typeparam name="TSrc">The columns that are read.</typeparam>
/// <typeparam name="TDst">The columns that are written.</typeparam>
/// <typeparam name="TState">What each cursor keeps from row to row.</typeparam>
public abstract class StatefulCustomMappingFactory<TSrc, TDst, TState> : IMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
    where TState : class, new()
{
    /// <summary>For subclasses.</summary>
    protected StatefulCustomMappingFactory()
    {
    }

    /// <summary>The action to run for each row.</summary>
    /// <returns>An action that reads the first argument, writes into the second and may change the third.</returns>
    public abstract Action<TSrc, TDst, TState> GetMapping();

    /// <summary>The action to run on the state of each new cursor.</summary>
    /// <returns>An action.</returns>
    public abstract Action<TState> GetStateInitAction();

    ITransformer IMappingFactory.Create(Contract contract) =>
        new StatefulCustomMappingTransformer<TSrc, TDst, TState>(GetMapping(), GetStateInitAction(), contract, new MappedClasses<TSrc, TDst>(null, null));
}
