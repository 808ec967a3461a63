using Microsoft.ML.Transforms;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// The code of a saved describing step, which ML.NET finds by its contract's name when a model is loaded. It works row by row on the CPU;
/// <see cref="ContinualLearningCatalog.Rehydrate"/> puts the step that works in batches back in its place.
/// </summary>
/// <typeparam name="TInput">How the pictures come.</typeparam>
public abstract class FeatureContract<TInput> : StatefulCustomMappingFactory<TInput, FeatureContractOutput, FeatureContractState>
    where TInput : LvlmContractInput, new()
{
    private protected FeatureContract()
    {
    }

    /// <summary>The action that describes a row.</summary>
    /// <returns>An action.</returns>
    public override Action<TInput, FeatureContractOutput, FeatureContractState> GetMapping() => Featurize;

    /// <summary>The action on a new cursor's state: nothing, the model is loaded with the first row.</summary>
    /// <returns>An action.</returns>
    public override Action<FeatureContractState> GetStateInitAction() => Begin;

    internal static void Begin(FeatureContractState state)
    {
    }

    internal static void Featurize(TInput row, FeatureContractOutput output, FeatureContractState state) => output.Set(state.Featurize(row, SharedEngines.Default));
}
