using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The composing step that adds a text.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class TextPromptContract : PromptContract<TextPromptPart>
{
    internal const string Name = "MlopsCl.Prompt.Text/2";
}
