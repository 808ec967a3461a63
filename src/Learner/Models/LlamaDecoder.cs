using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>A Llama decoder (Touvron et al., 2023): vectors to hidden states, hidden states to logits.</summary>
internal sealed class LlamaDecoder : IDisposable
{
    private readonly Tensor _embedding;
    private readonly Tensor _head;
    private readonly RmsNorm _norm;
    private readonly DecoderLayer[] _layers;

    public LlamaDecoder(TextConfig config, Weights weights, Device device)
    {
        _embedding = weights.Get(ParameterNames.Embedding, config.VocabularySize, config.HiddenSize);
        _head = config.IsHeadTied ? _embedding : weights.Get(ParameterNames.Head, config.VocabularySize, config.HiddenSize);
        _norm = new RmsNorm(weights.Get(ParameterNames.Decoder + ".norm.weight", config.HiddenSize), config.RmsNormEpsilon);
        _layers = [.. Enumerable.Range(0, config.Layers)
            .Select(index => new DecoderLayer(config, weights, $"{ParameterNames.Decoder}.layers.{index}"))];
        Rotary = new RotaryPositions(config, device, _embedding.dtype);
    }

    /// <summary>Rotations of all positions.</summary>
    public RotaryPositions Rotary { get; }

    /// <summary>The element type of weights and hidden states.</summary>
    public ScalarType Type => _embedding.dtype;

    /// <summary>Layers.</summary>
    public int Depth => _layers.Length;

    /// <summary>Vectors of tokens, [n] (int64) to [n, width].</summary>
    public Tensor Embed(Tensor ids) => _embedding.index_select(0, ids);

    /// <summary>Hidden states after the final norm.</summary>
    /// <param name="hidden">[batch * length, width].</param>
    /// <param name="pass">Positions, mask, adapters, caches, rows.</param>
    /// <returns>[batch * length, width], or [n, width] when only some rows are wanted.</returns>
    public Tensor Forward(Tensor hidden, DecoderPass pass)
    {
        using var scope = NewDisposeScope();
        pass.Trace?.Add(hidden.alias().DetachFromDisposeScope());
        for (var index = 0; index < _layers.Length; index++)
        {
            var (layer, rows) = (_layers[index], index == _layers.Length - 1 ? pass.Rows : null);
            hidden = pass.Recomputation is { } recomputation && layer.NeedsGradient(hidden, pass)
                ? recomputation.Forward(hidden, input => layer.Forward(input, pass, cache: null, rows))
                : layer.Forward(hidden, pass, pass.Caches?[index], rows);
            if (index < _layers.Length - 1)
                pass.Trace?.Add(hidden.alias().DetachFromDisposeScope());
        }

        hidden = _norm.Apply(hidden);
        pass.Trace?.Add(hidden.alias().DetachFromDisposeScope());
        return hidden.MoveToOuterDisposeScope();
    }

    /// <summary>Logits, [n, width] to [n, vocabulary] (float32).</summary>
    public Tensor Logits(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return nn.functional.linear(hidden, _head).to_type(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    public void Dispose() => Rotary.Dispose();
}
