namespace Microsoft.ML.Transforms;

/// <summary>Makes the transformer of a contract when a model is loaded.</summary>
internal interface IMappingFactory
{
    /// <summary>The transformer, with the code that the factory gives.</summary>
    ITransformer Create(Contract contract);
}
