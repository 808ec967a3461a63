using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The composing step that adds picture objects.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class ObjectsPromptContract : PromptContract<ObjectsPromptPart>
{
    internal const string Name = "MlopsCl.Prompt.Objects/2";
}
