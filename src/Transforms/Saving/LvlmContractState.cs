using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>What each cursor over a saved answering step keeps. Public because ML.NET makes it; not meant for other use.</summary>
/// <remarks>ML.NET disposes no state: the lease on the model is given back when it is collected.</remarks>
public sealed class LvlmContractState
{
    private ReadOnlyMemory<char> _payload;
    private SavedManifest? _manifest;
    private EngineLease? _lease;
    private long _rows;

    internal Answer Answer(LvlmContractInput row, SharedEngines engines)
    {
        if (_manifest is null || !_payload.Equals(row.Bundle))
            Open(row.Bundle, engines);
        var question = new Question(row.Prompt, row.Pictures()) { History = HistoryReader.Turns(row.Turns, _rows++) };
        return _lease!.Answer([question], _manifest!.Options, CancellationToken.None)[0];
    }

    private void Open(ReadOnlyMemory<char> payload, SharedEngines engines)
    {
        var manifest = SavedManifest.Decode(payload.Span);
        var bundle = manifest.Verified(manifest.Bundle);
        _lease?.Dispose();
        _lease = engines.Lease(new EngineKey(bundle, DeviceChoice.Cpu));
        (_payload, _manifest) = (payload, manifest);
    }
}
