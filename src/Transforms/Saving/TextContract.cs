using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for questions without pictures.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class TextContract : LvlmContract<TextContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.Text/2";
}
