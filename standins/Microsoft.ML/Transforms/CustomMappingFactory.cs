namespace Microsoft.ML.Transforms;

/// <summary>Makes the action of a custom mapping when a model that uses it is loaded.</summary>
/// <typeparam name="TSrc">The columns that are read.</typeparam>
/// <typeparam name="TDst">The columns that are written.</typeparam>
public abstract class CustomMappingFactory<TSrc, TDst> : IMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    /// <summary>For subclasses.</summary>
    protected CustomMappingFactory()
    {
    }

    /// <summary>The action to run for each row.</summary>
    /// <returns>An action that reads the first argument and writes into the second.</returns>
    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer IMappingFactory.Create(Contract contract) =>
        new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contract, new MappedClasses<TSrc, TDst>(null, null));
}
