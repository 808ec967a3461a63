using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// A layer of the vision tower: attention over all tokens, then a feed-forward part, each on a normalised residual stream.
/// </summary>
internal sealed class ClipLayer
{
    private readonly int _heads;
    private readonly string _activation;
    private readonly LayerNorm _norm1, _norm2;
    private readonly Linear _query, _key, _value, _output, _up, _down;

    public ClipLayer(VisionConfig config, Weights weights, string name)
    {
        var (width, inner) = (config.HiddenSize, config.IntermediateSize);
        (_heads, _activation) = (config.Heads, config.Activation);
        _norm1 = LayerNorm.Of(weights, $"{name}.layer_norm1", width, config.LayerNormEpsilon);
        _norm2 = LayerNorm.Of(weights, $"{name}.layer_norm2", width, config.LayerNormEpsilon);
        _query = Linear.Of(weights, $"{name}.self_attn.q_proj", width, width, hasBias: true);
        _key = Linear.Of(weights, $"{name}.self_attn.k_proj", width, width, hasBias: true);
        _value = Linear.Of(weights, $"{name}.self_attn.v_proj", width, width, hasBias: true);
        _output = Linear.Of(weights, $"{name}.self_attn.out_proj", width, width, hasBias: true);
        _up = Linear.Of(weights, $"{name}.mlp.fc1", inner, width, hasBias: true);
        _down = Linear.Of(weights, $"{name}.mlp.fc2", width, inner, hasBias: true);
    }

    /// <summary>One layer.</summary>
    /// <param name="hidden">[pictures * tokens, width].</param>
    /// <param name="pictures">Pictures in it.</param>
    /// <param name="adapters">What is added to the matrices.</param>
    public Tensor Forward(Tensor hidden, long pictures, AdapterPass adapters)
    {
        using var scope = NewDisposeScope();
        hidden = hidden + Attend(_norm1.Apply(hidden), pictures, adapters);
        var inner = Activation.Apply(_activation, _up.Apply(_norm2.Apply(hidden), adapters));
        return (hidden + _down.Apply(inner, adapters)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor input, long pictures, AdapterPass adapters)
    {
        var query = Heads.Split(_query.Apply(input, adapters), pictures, _heads);   // [pictures, heads, tokens, head size]
        var key = Heads.Split(_key.Apply(input, adapters), pictures, _heads);
        var value = Heads.Split(_value.Apply(input, adapters), pictures, _heads);
        return _output.Apply(AttentionKernel.Apply(query, key, value, isCausal: false), adapters);
    }
}
