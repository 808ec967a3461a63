using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved describing step for pictures as encoded bytes.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class BytesFeatureContract : FeatureContract<BytesContractInput>
{
    internal const string Name = "MlopsCl.LvlmFeatures.Bytes/2";
}
