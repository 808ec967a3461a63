using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for several pictures by path, with the turns before the question.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathsHistoryContract : LvlmContract<PathsHistoryContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.PathsHistory/2";
}
