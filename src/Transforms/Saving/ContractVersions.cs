using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// The contracts that model files name, <c>MlopsCl.NAME/VERSION</c>, and what is said of one that this assembly does not have: ML.NET knows no
/// versions, and tells no more than that it found no such contract.
/// </summary>
internal static partial class ContractVersions
{
    /// <summary>The contracts of this assembly, each with the version that it reads.</summary>
    internal static IReadOnlyList<string> Known { get; } =
        [.. typeof(ContractVersions).Assembly.GetTypes().Select(type => type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>()?.ContractName)
            .OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Loads a model as ML.NET does.</summary>
    /// <exception cref="InvalidOperationException">The model was saved with a contract that this assembly does not have.</exception>
    internal static ITransformer Load(MLContext context, string filePath, out DataViewSchema inputSchema)
    {
        try
        {
            return context.Model.Load(filePath, out inputSchema);
        }
        catch (Exception error) when (File.Exists(filePath) && Unknown(error) is { } contract)
        {
            throw new InvalidOperationException(
                $"'{filePath}' was saved with the contract '{contract}', and this version of MlopsCl.Transforms reads {Readable(contract)}. "
                + "Load it with the version that saved it, or save the model again with this one.",
                error);
        }
    }

    // ML.NET wraps what went wrong several times; the innermost names the contract.
    private static string? Unknown(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (ContractName().Matches(error.Message).Select(match => match.Value).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
                return unknown;
        }

        return null;
    }

    private static string Readable(string contract)
    {
        var name = contract[..(contract.LastIndexOf('/') + 1)];
        var versions = Known.Where(known => known.StartsWith(name, StringComparison.Ordinal)).ToArray();
        return versions.Length > 0 ? $"'{string.Join("', '", versions)}'" : $"none of that name, but '{string.Join("', '", Known)}'";
    }

    [GeneratedRegex(@"\bMlopsCl\.[A-Za-z.]+/[0-9]+")]
    private static partial Regex ContractName();
}
