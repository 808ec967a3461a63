using Microsoft.ML.Transforms;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// The code of a saved describing step, which ML.NET finds by its contract's name when a model is loaded. It works row by row on the CPU;
/// <see cref="ContinualLearningCatalog.Rehydrate"/> puts the step that works in batches back in its place.
/// </summary>
/// <typeparam name="TInput">How the pictures come.</typeparam>
public abstract class FeatureContract<TInput> : CustomMappingFactory<TInput, FeatureContractOutput>
    where TInput : LvlmContractInput, new()
{
    private protected FeatureContract()
    {
    }

    /// <summary>The action that describes a row.</summary>
    /// <returns>An action.</returns>
    public override Action<TInput, FeatureContractOutput> GetMapping() => Featurize;

    internal static void Featurize(TInput row, FeatureContractOutput output) => output.Set(row.State!.Featurize(row, SharedEngines.Default));
}
