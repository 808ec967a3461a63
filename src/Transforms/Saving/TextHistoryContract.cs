using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for questions without pictures, with the turns before the question.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class TextHistoryContract : LvlmContract<TextHistoryContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.TextHistory/2";
}
