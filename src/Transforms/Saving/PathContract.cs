using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for pictures by path.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathContract : LvlmContract<PathContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.Path/2";
}
