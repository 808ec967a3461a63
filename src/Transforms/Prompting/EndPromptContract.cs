using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The composing step that adds the text after the last column; white space around the whole goes.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class EndPromptContract : PromptContract<EndPromptPart>
{
    internal const string Name = "MlopsCl.Prompt.End/2";
}
