using Microsoft.ML.Transforms;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// The code of a saved answering step, which ML.NET finds by its contract's name when a model is loaded. It answers row by row on the CPU;
/// <see cref="ContinualLearningCatalog.Rehydrate"/> puts the step that answers in batches back in its place.
/// </summary>
/// <typeparam name="TInput">How the pictures come.</typeparam>
public abstract class LvlmContract<TInput> : CustomMappingFactory<TInput, LvlmContractOutput>
    where TInput : LvlmContractInput, new()
{
    private protected LvlmContract()
    {
    }

    /// <summary>The action that answers a row.</summary>
    /// <returns>An action.</returns>
    public override Action<TInput, LvlmContractOutput> GetMapping() => Answer;

    internal static void Answer(TInput row, LvlmContractOutput output)
    {
        var answer = row.State!.Answer(row, SharedEngines.Default);
        output.Text = answer.Text;
        output.Confidence = answer.Confidence;
        output.Scores = [.. answer.LogProbabilities];
    }
}
