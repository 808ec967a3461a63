using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved step for pictures as encoded bytes.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class BytesContract : LvlmContract<BytesContractInput>
{
    internal const string Name = "MlopsCl.LvlmAnswer.Bytes/2";
}
