using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for pictures by path, with the turns before the question.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathHistoryContract : LvlmContract<PathHistoryContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.PathHistory/2";
}
