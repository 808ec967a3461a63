using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Adapters that were made part of a loaded model's weights, which then answers without further products. <see cref="Unmerge"/> gives the weights
/// back, up to the rounding of their precision; what was trained whole is given back exactly.
/// </summary>
internal sealed class MergedAdapters : IDisposable
{
    private readonly LvlmModel _model;
    private readonly AdapterState _adapters;
    private readonly Dictionary<string, Tensor> _kept = [];

    private MergedAdapters(LvlmModel model, AdapterState adapters) => (_model, _adapters) = (model, adapters);

    /// <summary>Changes a model's weights; passes add nothing from then on.</summary>
    /// <exception cref="InvalidOperationException">A gate chooses increments for each question.</exception>
    public static MergedAdapters Merge(LvlmModel model, AdapterState adapters)
    {
        foreach (var group in adapters.Groups)
            AdapterMerge.ThrowIfGated(group);
        var merged = new MergedAdapters(model, adapters);
        foreach (var (name, weight) in model.Weights.All)
        {
            if (AdapterMerge.Changes(adapters, name))
                merged.Merge(name, weight);
        }

        adapters.IsMerged = true;
        return merged;
    }

    /// <summary>Gives the weights back.</summary>
    public void Unmerge()
    {
        _adapters.IsMerged = false;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, weight) in _model.Weights.All)
        {
            if (!AdapterMerge.Changes(_adapters, name))
                continue;
            var kept = _kept.GetValueOrDefault(name);
            weight.copy_(AdapterMerge.Saved(_adapters, name) is not null ? kept! : AdapterMerge.Undo(_adapters, name, weight, kept));
        }

        Dispose();
    }

    public void Dispose()
    {
        foreach (var tensor in _kept.Values)
            tensor.Dispose();
        _kept.Clear();
    }

    private void Merge(string name, Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var kept = AdapterMerge.Saved(_adapters, name) is null ? AdapterMerge.LengthsOf(_adapters, name, weight) : weight.clone();
        if (kept is not null)
            _kept[name] = kept.DetachFromDisposeScope();
        weight.copy_(AdapterMerge.Apply(_adapters, name, weight));
    }
}
