using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The code of a composing step, which ML.NET finds by its contract's name when a model is loaded.</summary>
/// <typeparam name="TPart">What is added to the prompt.</typeparam>
public abstract class PromptContract<TPart> : CustomMappingFactory<TPart, PromptProgress>
    where TPart : PromptPart, new()
{
    private protected PromptContract()
    {
    }

    /// <summary>The action that adds to a row's prompt.</summary>
    /// <returns>An action.</returns>
    public override Action<TPart, PromptProgress> GetMapping() => Compose;

    internal static void Compose(TPart part, PromptProgress output) => part.Compose(output);
}
