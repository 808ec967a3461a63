using System.Reflection;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Runtime;

/// <summary>The custom-mapping factories that a model file may name.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Type> _factories = new(StringComparer.Ordinal);
    private readonly HashSet<Assembly> _scanned = [];

    internal ComponentCatalog()
    {
    }

    /// <summary>Makes the factories of an assembly known by their contract names.</summary>
    /// <param name="assembly">Searched for classes with <see cref="CustomMappingFactoryAttributeAttribute"/>.</param>
    /// <param name="throwOnError">Whether a contract name that is taken by another class throws.</param>
    /// <exception cref="InvalidOperationException">A contract name is taken by another class.</exception>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_gate)
        {
            if (!_scanned.Add(assembly))
                return;
            foreach (var type in assembly.GetTypes())
                foreach (var attribute in type.GetCustomAttributes<CustomMappingFactoryAttributeAttribute>(false))
                    Add(attribute.ContractName, type, throwOnError);
        }
    }

    internal object CreateFactory(string contractName, string assemblyName)
    {
        RegisterAssembly(Assembly.Load(assemblyName), throwOnError: false);
        lock (_gate)
            return _factories.TryGetValue(contractName, out var type)
                ? Activator.CreateInstance(type)
                : throw new InvalidOperationException(
                    $"No class of {assemblyName} has the contract '{contractName}'. Reference the version of the assembly that saved the model.");
    }

    private void Add(string contractName, Type type, bool throwOnError)
    {
        if (!_factories.TryAdd(contractName, type) && _factories[contractName] != type && throwOnError)
            throw new InvalidOperationException($"The contract '{contractName}' belongs to {_factories[contractName]}; {type} needs another name.");
    }
}
