using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for pictures as encoded bytes, with the turns before the question.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class BytesHistoryContract : LvlmContract<BytesHistoryContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.BytesHistory/2";
}
