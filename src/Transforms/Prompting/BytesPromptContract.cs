using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The composing step that adds a picture as encoded bytes.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class BytesPromptContract : PromptContract<BytesPromptPart>
{
    internal const string Name = "MlopsCl.Prompt.Bytes/2";
}
