using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>A layer of the decoder: causal attention, then SwiGLU (Shazeer, 2020), each on a normalised residual stream.</summary>
internal sealed class DecoderLayer
{
    private readonly string _name;
    private readonly TextConfig _config;
    private readonly RmsNorm _attentionNorm, _mlpNorm;
    private readonly Linear _query, _key, _value, _output, _gate, _up, _down;

    public DecoderLayer(TextConfig config, Weights weights, string name)
    {
        long width = config.HiddenSize, inner = config.IntermediateSize, size = config.HeadSize;
        bool attentionBias = config.HasAttentionBias, mlpBias = config.HasMlpBias;
        (_name, _config) = (name, config);
        _attentionNorm = new RmsNorm(weights.Get($"{name}.input_layernorm.weight", width), config.RmsNormEpsilon);
        _mlpNorm = new RmsNorm(weights.Get($"{name}.post_attention_layernorm.weight", width), config.RmsNormEpsilon);
        _query = Linear.Of(weights, $"{name}.self_attn.q_proj", config.Heads * size, width, attentionBias);
        _key = Linear.Of(weights, $"{name}.self_attn.k_proj", config.KeyValueHeads * size, width, attentionBias);
        _value = Linear.Of(weights, $"{name}.self_attn.v_proj", config.KeyValueHeads * size, width, attentionBias);
        _output = Linear.Of(weights, $"{name}.self_attn.o_proj", width, config.Heads * size, attentionBias);
        _gate = Linear.Of(weights, $"{name}.mlp.gate_proj", inner, width, mlpBias);
        _up = Linear.Of(weights, $"{name}.mlp.up_proj", inner, width, mlpBias);
        _down = Linear.Of(weights, $"{name}.mlp.down_proj", width, inner, mlpBias);
    }

    /// <summary>Whether a gradient goes through the layer: something in it is trained, or below it.</summary>
    public bool NeedsGradient(Tensor hidden, DecoderPass pass) => hidden.requires_grad || pass.Adapters.IsTrainedIn(_name);

    /// <summary>One layer.</summary>
    /// <param name="hidden">[batch * length, width].</param>
    /// <param name="pass">Positions, padding and adapters.</param>
    /// <param name="cache">Keys and values so far; null when nothing is kept.</param>
    /// <param name="rows">The rows wanted, [n] (int64); null for all.</param>
    /// <returns>[batch * length, width], or [n, width].</returns>
    public Tensor Forward(Tensor hidden, DecoderPass pass, KeyValueCache? cache, Tensor? rows)
    {
        using var scope = NewDisposeScope();
        var mixed = Attend(_attentionNorm.Apply(hidden), pass, cache);
        var adapters = pass.Adapters;
        if (rows is not null)
            (hidden, mixed, adapters) = (hidden.index_select(0, rows), mixed.index_select(0, rows), adapters.OnRows(rows));
        hidden = hidden + _output.Apply(mixed, adapters);
        return (hidden + FeedForward(_mlpNorm.Apply(hidden), adapters)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor input, DecoderPass pass, KeyValueCache? cache)
    {
        using var scope = NewDisposeScope();
        // [batch, heads, length, size]
        var query = pass.Rotation.Apply(Heads.Split(_query.Apply(input, pass.Adapters), pass.Batch, _config.Heads));
        var key = pass.Rotation.Apply(Heads.Split(_key.Apply(input, pass.Adapters), pass.Batch, _config.KeyValueHeads));
        var value = Heads.Split(_value.Apply(input, pass.Adapters), pass.Batch, _config.KeyValueHeads);
        if (cache is not null)
            (key, value) = cache.Append(key, value);
        // [batch * length, heads * size]
        return AttentionKernel.Apply(query, key, value, isCausal: true, pass.Starts).MoveToOuterDisposeScope();
    }

    private Tensor FeedForward(Tensor input, AdapterPass adapters)
    {
        using var scope = NewDisposeScope();
        var inner = SwiGluKernel.Apply(_gate.Apply(input, adapters), _up.Apply(input, adapters));
        return _down.Apply(inner, adapters).MoveToOuterDisposeScope();
    }
}
