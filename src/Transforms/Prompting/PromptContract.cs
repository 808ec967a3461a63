using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The code of a composing step, which ML.NET finds by its contract's name when a model is loaded.</summary>
/// <typeparam name="TPart">What is added to the prompt.</typeparam>
public abstract class PromptContract<TPart> : StatefulCustomMappingFactory<TPart, PromptProgress, PromptState>
    where TPart : PromptPart, new()
{
    private protected PromptContract()
    {
    }

    /// <summary>The action that adds to a row's prompt.</summary>
    /// <returns>An action.</returns>
    public override Action<TPart, PromptProgress, PromptState> GetMapping() => Compose;

    /// <summary>The action on a new cursor's state: nothing.</summary>
    /// <returns>An action.</returns>
    public override Action<PromptState> GetStateInitAction() => Begin;

    internal static void Begin(PromptState state)
    {
    }

    internal static void Compose(TPart part, PromptProgress output, PromptState state) => part.Compose(output, state);
}
