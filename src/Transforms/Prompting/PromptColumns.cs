namespace MlopsCl.Transforms.Prompting;

/// <summary>The columns that a composing step uses inside. They are the same for ever, since saved models hold them.</summary>
internal static class PromptColumns
{
    internal const string Composed = "mlopscl.composed";
    internal const string Pictures = "mlopscl.pictures";
    internal const string Literal = "mlopscl.literal";
    internal const string Value = "mlopscl.value";
}
