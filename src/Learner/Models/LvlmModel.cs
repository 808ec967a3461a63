using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>A LLaVA model (Liu et al., 2023 and 2024): vision tower, projector, decoder.</summary>
internal sealed class LvlmModel : IDisposable
{
    public LvlmModel(LlavaConfig config, Weights weights, Device device)
    {
        (Config, Weights, Device) = (config, weights, device);
        VisionTower = new ClipVisionTower(config, weights);
        Projector = new Projector(config, weights);
        Decoder = new LlamaDecoder(config.Text, weights, device);
    }

    public LlavaConfig Config { get; }

    public Weights Weights { get; }

    public Device Device { get; }

    public ClipVisionTower VisionTower { get; }

    public Projector Projector { get; }

    public LlamaDecoder Decoder { get; }

    /// <summary>Loads a folder in Hugging Face layout.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="precision">The element type that weights are converted to, and that it computes in.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="Checkpoints.CheckpointFormatException">A file breaks its format.</exception>
    /// <exception cref="InvalidDataException">Configuration and weights disagree; the message lists all weights that do.</exception>
    public static LvlmModel Load(string folder, Device device, WeightPrecision precision = WeightPrecision.Float32)
    {
        var config = LlavaConfigFile.Read(folder);
        var weights = Weights.Load(folder, config, device, precision);
        var isTied = config.Text.IsHeadTied && weights.Find(ParameterNames.Head) is null;
        return new LvlmModel(config with { Text = config.Text with { IsHeadTied = isTied } }, weights, device);
    }

    /// <summary>Token vectors with image features and prompt vectors in their places.</summary>
    /// <param name="ids">[batch * length] (int64).</param>
    /// <param name="features">Vision features [n, image width] and the rows [n] that they fill; null without pictures.</param>
    /// <param name="prompt">Vectors [m, text width] and the rows [m] that they fill; null without prompts.</param>
    /// <param name="adapters">What is added to the projector's matrices, or stands in their place; null for nothing.</param>
    /// <returns>[batch * length, text width].</returns>
    public Tensor Embed(
        Tensor ids, (Tensor Values, Tensor Rows)? features, (Tensor Values, Tensor Rows)? prompt, AdapterPass? adapters = null)
    {
        using var scope = NewDisposeScope();
        var vectors = Decoder.Embed(ids);
        if (features is { } image)
            vectors = vectors.index_copy(0, image.Rows, Projector.Forward(image.Values, adapters));
        if (prompt is { } front)
            vectors = vectors.index_copy(0, front.Rows, front.Values.to_type(vectors.dtype));
        return vectors.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A pass over whole sequences without cache, padded on the right (attention is causal, so nothing real sees the padding).
    /// </summary>
    public DecoderPass WholeSequences(long batch, long length, AdapterPass adapters) =>
        new(batch, Decoder.Rotary.First(length), Starts: null, adapters);

    public void Dispose()
    {
        Decoder.Dispose();
        Weights.Dispose();
    }
}
