using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>The vision tower of CLIP (Radford et al., 2021): pictures to features of their patches.</summary>
internal sealed class ClipVisionTower
{
    private readonly VisionConfig _config;
    private readonly Tensor _patchKernel;
    private readonly Tensor _classToken;
    private readonly Tensor _positions;
    private readonly LayerNorm _firstNorm;
    private readonly ClipLayer[] _layers;
    private readonly int[] _selected;
    private readonly bool _keepsClassToken;

    public ClipVisionTower(LlavaConfig config, Weights weights)
    {
        const string name = ParameterNames.VisionTower;
        _config = config.Vision;
        long width = _config.HiddenSize;
        _patchKernel = weights.Get(
            $"{name}.embeddings.patch_embedding.weight", width, _config.Channels, _config.PatchSize, _config.PatchSize);
        _classToken = weights.Get($"{name}.embeddings.class_embedding", width);
        _positions = weights.Get($"{name}.embeddings.position_embedding.weight", _config.Patches + 1, width);
        _firstNorm = LayerNorm.Of(weights, $"{name}.pre_layrnorm", width, _config.LayerNormEpsilon);
        _selected = [.. config.VisionFeatureLayers.Select(config.VisionState)];
        _keepsClassToken = config.VisionFeatureSelection == "full";
        _layers = [.. Enumerable.Range(0, config.VisionDepth)
            .Select(index => new ClipLayer(_config, weights, $"{name}.encoder.layers.{index}"))];
    }

    /// <summary>Features of pictures.</summary>
    /// <param name="pixels">[pictures, channels, side, side], normalised.</param>
    /// <param name="adapters">What is added to the matrices; null for nothing.</param>
    /// <returns>[pictures, image tokens, width * selected layers].</returns>
    public Tensor Forward(Tensor pixels, AdapterPass? adapters = null)
    {
        using var scope = NewDisposeScope();
        var pictures = pixels.shape[0];
        var hidden = _firstNorm.Apply(Embed(pixels.to_type(_patchKernel.dtype))).flatten(0, 1);                    // [pictures * (patches + 1), width]
        var states = new List<Tensor> { hidden };
        foreach (var layer in _layers)
            states.Add(hidden = layer.Forward(hidden, pictures, adapters ?? AdapterPass.None));
        var chosen = _selected.Length == 1 ? states[_selected[0]] : cat([.. _selected.Select(index => states[index])], 1);
        var tokens = chosen.view(pictures, _config.Patches + 1, chosen.shape[1]);
        return (_keepsClassToken ? tokens.alias() : tokens.narrow(1, 1, _config.Patches).contiguous()).MoveToOuterDisposeScope();
    }

    // A convolution whose stride is its kernel is a matrix product over the patches.
    private Tensor Embed(Tensor pixels)
    {
        var (pictures, channels, patch, side) = (
            pixels.shape[0], (long)_config.Channels, (long)_config.PatchSize, (long)(_config.ImageSize / _config.PatchSize));
        if (pixels.shape[2] != _config.ImageSize || pixels.shape[3] != _config.ImageSize)
            throw new ArgumentException(
                $"Pictures are {pixels.shape[2]} x {pixels.shape[3]} pixels and the tower takes {_config.ImageSize} x {_config.ImageSize}; "
                + "preprocessor_config.json and config.json disagree.");
        var covered = side * patch;   // a rest that is no whole patch is left out on the right and at the bottom
        var patches = pixels.narrow(2, 0, covered).narrow(3, 0, covered).reshape(pictures, channels, side, patch, side, patch)
            .permute(0, 2, 4, 1, 3, 5)                                                 // [pictures, side, side, channels, patch, patch]
            .reshape(pictures, side * side, channels * patch * patch);
        var embedded = nn.functional.linear(patches, _patchKernel.flatten(1));         // [pictures, patches, width]
        var classTokens = _classToken.expand(pictures, 1, _classToken.shape[0]);       // [pictures, 1, width]
        return cat([classTokens, embedded], 1) + _positions;
    }
}
