using Microsoft.ML.Transforms;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// The code of a saved answering step, which ML.NET finds by its contract's name when a model is loaded. It answers row by row on the CPU;
/// <see cref="ContinualLearningCatalog.Rehydrate"/> puts the step that answers in batches back in its place.
/// </summary>
/// <typeparam name="TInput">How the pictures come.</typeparam>
public abstract class LvlmContract<TInput> : StatefulCustomMappingFactory<TInput, LvlmContractOutput, LvlmContractState>
    where TInput : LvlmContractInput, new()
{
    private protected LvlmContract()
    {
    }

    /// <summary>The action that answers a row.</summary>
    /// <returns>An action.</returns>
    public override Action<TInput, LvlmContractOutput, LvlmContractState> GetMapping() => Answer;

    /// <summary>The action on a new cursor's state: nothing, the model is loaded with the first row.</summary>
    /// <returns>An action.</returns>
    public override Action<LvlmContractState> GetStateInitAction() => Begin;

    internal static void Begin(LvlmContractState state)
    {
    }

    internal static void Answer(TInput row, LvlmContractOutput output, LvlmContractState state)
    {
        var answer = state.Answer(row, SharedEngines.Default);
        output.Text = answer.Text;
        output.Confidence = answer.Confidence;
        output.Scores = [.. answer.LogProbabilities];
    }
}
