namespace Microsoft.ML;

/// <summary>Gives a class a name by which model files refer to it.</summary>
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName)
    {
        ArgumentException.ThrowIfNullOrEmpty(contractName);
        ContractName = contractName;
    }

    /// <summary>The name.</summary>
    public string ContractName { get; }
}
