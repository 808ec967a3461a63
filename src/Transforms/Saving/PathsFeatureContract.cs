using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved describing step for several pictures by path.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathsFeatureContract : FeatureContract<PathsContractInput>
{
    internal const string Name = "MlopsCl.LvlmFeatures.Paths/2";
}
