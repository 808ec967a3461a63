using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for picture objects.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class ObjectsContract : LvlmContract<ObjectsContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.Objects/2";
}
