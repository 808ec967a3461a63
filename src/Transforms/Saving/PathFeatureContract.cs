using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved describing step for pictures by path.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathFeatureContract : FeatureContract<PathContractInput>
{
    internal const string Name = "MlopsCl.LvlmFeatures.Path/2";
}
