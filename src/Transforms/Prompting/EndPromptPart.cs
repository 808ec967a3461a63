namespace MlopsCl.Transforms.Prompting;

/// <summary>
/// Adds the text after the last column; white space around the whole goes. Public because ML.NET makes it when a model is loaded; not meant for other use.
/// </summary>
public sealed class EndPromptPart : PromptPart
{
    private protected override string Finish(string composed) => composed.Trim();
}
