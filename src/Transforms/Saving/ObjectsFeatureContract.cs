using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved describing step for picture objects.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class ObjectsFeatureContract : FeatureContract<ObjectsContractInput>
{
    internal const string Name = "MlopsCl.LvlmFeatures.Objects/2";
}
