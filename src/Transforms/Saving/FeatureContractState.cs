using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Saving;

/// <summary>What each cursor over a saved describing step keeps. Public because ML.NET makes it; not meant for other use.</summary>
/// <remarks>ML.NET disposes no state: the lease on the model is given back when it is collected.</remarks>
public sealed class FeatureContractState
{
    private readonly SavedEngine _engine = new();

    internal float[] Featurize(LvlmContractInput row, SharedEngines engines) => _engine.Use(
        row.Bundle, engines, (lease, _) => lease.Featurize([new Question(row.Prompt, row.Pictures())], batchSize: 1, CancellationToken.None)[0]);
}
