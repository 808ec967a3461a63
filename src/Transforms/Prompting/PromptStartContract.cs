using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Prompting;

/// <summary>The first composing step: nothing is composed yet.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class PromptStartContract : StatefulCustomMappingFactory<PromptStart, PromptProgress, PromptState>
{
    internal const string Name = "MlopsCl.Prompt.Start/1";

    /// <summary>The action that empties a row's prompt.</summary>
    /// <returns>An action.</returns>
    public override Action<PromptStart, PromptProgress, PromptState> GetMapping() => Clear;

    /// <summary>The action on a new cursor's state: nothing.</summary>
    /// <returns>An action.</returns>
    public override Action<PromptState> GetStateInitAction() => Begin;

    internal static void Begin(PromptState state)
    {
    }

    internal static void Clear(PromptStart start, PromptProgress output, PromptState state) => (output.Composed, output.Pictures) = ("", new PictureSet([]));
}
