using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for picture objects, with the turns before the question.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class ObjectsHistoryContract : LvlmContract<ObjectsHistoryContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.ObjectsHistory/2";
}
