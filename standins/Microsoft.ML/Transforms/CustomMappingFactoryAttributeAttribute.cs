namespace Microsoft.ML.Transforms;

/// <summary>Marks a factory of a custom mapping with the name that model files store.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    /// <summary>Names the contract that the factory fulfils.</summary>
    /// <param name="contractName">Not empty, and the same for ever.</param>
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}
