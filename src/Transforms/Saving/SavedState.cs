using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// What each cursor over a saved step keeps: the model that it asks. It is also the value of a column, so that the steps after it find it: a column
/// of objects keeps ML.NET from reading rows ahead over several threads. Public because ML.NET makes it; not meant for other use.
/// </summary>
/// <remarks>ML.NET disposes no state: the lease on the model is given back when it is collected.</remarks>
public sealed class SavedState
{
    private readonly SavedEngine _engine = new();
    private long _rows;

    internal Answer Answer(LvlmContractInput row, SharedEngines engines) => _engine.Use(row.Bundle, engines, (lease, manifest) =>
    {
        var name = FormattableString.Invariant($"row {_rows}");
        var question = new Question(row.Prompt, row.Pictures()) { History = HistoryReader.Turns(row.Turns, _rows++), Name = name };
        return lease.Answer([question], manifest.Options, CancellationToken.None)[0];
    });

    internal float[] Featurize(LvlmContractInput row, SharedEngines engines) => _engine.Use(
        row.Bundle, engines, (lease, _) => lease.Featurize([new Question(row.Prompt, row.Pictures())], batchSize: 1, CancellationToken.None)[0]);
}
