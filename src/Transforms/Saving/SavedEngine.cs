using MlopsCl.Learner.Models;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Questions;

namespace MlopsCl.Transforms.Saving;

/// <summary>The model that a saved step asks, found by the manifest that stands in its rows.</summary>
internal sealed class SavedEngine
{
    private readonly OneAtATime _alone = new();
    private ReadOnlyMemory<char> _payload;
    private SavedManifest? _manifest;
    private EngineLease? _lease;

    /// <exception cref="InvalidOperationException">The bundle is missing or is not the one that was saved, or two threads are in the same row.</exception>
    internal TResult Use<TResult>(ReadOnlyMemory<char> payload, SharedEngines engines, Func<EngineLease, SavedManifest, TResult> work) => _alone.Do(() =>
    {
        if (_manifest is null || !_payload.Equals(payload))
            Open(payload, engines);
        return work(_lease!, _manifest!);
    });

    private void Open(ReadOnlyMemory<char> payload, SharedEngines engines)
    {
        var manifest = SavedManifest.Decode(payload.Span);
        var bundle = SavedBundle.Find(manifest, locate: null, cacheFolder: null);
        if (bundle.Precision == WeightPrecision.Float16)
            bundle = bundle with { Precision = WeightPrecision.Float32 };   // the CPU does not compute in Float16
        _lease?.Dispose();
        _lease = engines.Lease(new EngineKey(bundle, DeviceChoice.Cpu));
        (_payload, _manifest) = (payload, manifest);
    }
}
