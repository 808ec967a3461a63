using Microsoft.ML.Transforms;

namespace MlopsCl.Transforms.Saving;

/// <summary>The first step of a saved form, which ML.NET finds by its contract's name when a model is loaded: gives each cursor a state.</summary>
[CustomMappingFactoryAttribute(Name)]
public sealed class SavedStartContract : StatefulCustomMappingFactory<SavedStart, SavedStartOutput, SavedState>
{
    internal const string Name = "MlopsCl.SavedStart/1";

    /// <summary>The action that writes the state into a row.</summary>
    /// <returns>An action.</returns>
    public override Action<SavedStart, SavedStartOutput, SavedState> GetMapping() => Show;

    /// <summary>The action on a new cursor's state: nothing, the model is loaded with the first row.</summary>
    /// <returns>An action.</returns>
    public override Action<SavedState> GetStateInitAction() => Begin;

    internal static void Begin(SavedState state)
    {
    }

    internal static void Show(SavedStart start, SavedStartOutput output, SavedState state) => output.State = state;
}
