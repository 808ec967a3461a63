using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Steps that change columns; extension methods fill it.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }
}
