using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The composing step that adds several pictures by path.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PathsPromptContract : PromptContract<PathsPromptPart>
{
    internal const string Name = "MlopsCl.Prompt.Paths/2";
}
