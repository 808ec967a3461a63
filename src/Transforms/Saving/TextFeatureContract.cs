using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved describing step for questions without pictures.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class TextFeatureContract : FeatureContract<TextContractInput>
{
    internal const string Name = "MlopsCl.LvlmFeatures.Text/2";
}
