using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Gradient checkpointing (Chen et al., 2016): layers run without keeping what gradients will need, and run again, one at a time and from
/// the last to the first, when gradients are wanted. Only the layers' inputs are kept. What a layer computes must depend on its input
/// alone and on tensors that are not part of a graph; others are cut out of theirs by <see cref="Cut"/>.
/// </summary>
internal sealed class LayerRecomputation : IDisposable
{
    private readonly List<(Tensor Input, Func<Tensor, Tensor> Run, Tensor Output)> _layers = [];
    private readonly List<(Tensor Origin, Tensor Leaf)> _cuts = [];

    /// <summary>Layers whose insides were not kept.</summary>
    public int Count => _layers.Count;

    /// <summary>Runs a layer whose output depends on something that is trained.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="run">The layer.</param>
    /// <returns>Its output, outside of any graph, that gradients can be accumulated in.</returns>
    public Tensor Forward(Tensor input, Func<Tensor, Tensor> run)
    {
        using var scope = NewDisposeScope();
        var from = _layers.Count > 0 && ReferenceEquals(_layers[^1].Output, input) ? input : Cut(input);
        Tensor output;
        using (no_grad())
            output = run(from);
        output = output.detach().requires_grad_(true).DetachFromDisposeScope();
        _layers.Add((from, run, output));
        return output;
    }

    /// <summary>
    /// A tensor that gradients are gathered in until <see cref="Backward"/> hands them on to the graph that it comes from, once; the
    /// tensor itself if it has none. It lives as long as this.
    /// </summary>
    public Tensor Cut(Tensor origin)
    {
        var kept = origin.alias().DetachFromDisposeScope();
        var leaf = origin.requires_grad ? origin.detach().requires_grad_(true).DetachFromDisposeScope() : kept;
        _cuts.Add((kept, leaf));
        return leaf;
    }

    /// <summary>Hands gradients from the last output down to whatever is trained, after the backward pass of what followed it.</summary>
    public void Backward()
    {
        for (var index = _layers.Count - 1; index >= 0; index--)
        {
            using var scope = NewDisposeScope();
            var (input, run, output) = _layers[index];
            if (output.grad is { } gradient)
                autograd.backward([run(input)], [gradient]);
            output.grad = null;
        }

        foreach (var (origin, leaf) in _cuts)
        {
            using var scope = NewDisposeScope();
            if (!ReferenceEquals(origin, leaf) && leaf.grad is { } gradient)
                autograd.backward([origin], [gradient]);
        }
    }

    public void Dispose()
    {
        foreach (var (_, _, output) in _layers)
            output.Dispose();
        foreach (var (origin, leaf) in _cuts)
        {
            leaf.Dispose();
            origin.Dispose();
        }
    }
}
