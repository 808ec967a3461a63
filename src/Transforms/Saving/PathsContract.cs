using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for several pictures by path.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathsContract : LvlmContract<PathsContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.Paths/2";
}
