using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The composing step that adds a picture by path.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathPromptContract : PromptContract<PathPromptPart>
{
    internal const string Name = "MlopsCl.Prompt.Path/2";
}
