using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>Writes models with random weights, to pre-train or to test with.</summary>
public static class ModelInitializer
{
    private const double EmbeddingDeviation = 0.02;

    /// <summary>
    /// Writes a model in Hugging Face layout, without <c>tokenizer.json</c>. Matrices are normal with deviation 1 / sqrt(inputs), those that write to the residual stream
    /// smaller by sqrt(2 * layers); embeddings have deviation 0.02; norms are 1, biases 0. Pictures are resized to the tower's size and cut to a square.
    /// </summary>
    /// <param name="folder">The folder, made if it is absent.</param>
    /// <param name="config">The architecture.</param>
    /// <param name="seed">The seed of the weights.</param>
    public static void Create(string folder, LlavaConfig config, long seed)
    {
        using var scope = NewDisposeScope();
        var weights = ParameterShapes.Of(config).Select(parameter => KeyValuePair.Create(parameter.Name, Make(parameter.Name, parameter.Shape, config, seed)));
        var side = config.Vision.ImageSize;
        ModelFolder.Write(folder, config, new ClipImageOptions { ShortestEdge = side, CropSize = (side, side) }, weights, WeightPrecision.Float32);
    }

    private static Tensor Make(string name, long[] shape, LlavaConfig config, long seed)
    {
        if (name.EndsWith(".bias", StringComparison.Ordinal))
            return zeros(shape);
        if (name.Contains("norm", StringComparison.Ordinal))
            return ones(shape);
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return tensor(new SeededRandom(seed, name).Normals(count, Deviation(name, shape, config)), shape);
    }

    private static double Deviation(string name, long[] shape, LlavaConfig config)
    {
        if (name.Contains("embed_tokens") || name.Contains("class_embedding") || name.Contains("position_embedding") || name == ParameterNames.Head)
            return EmbeddingDeviation;
        var inputs = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        var layers = name.StartsWith(ParameterNames.VisionTower, StringComparison.Ordinal) ? config.Vision.Layers : config.Text.Layers;
        var writesToResidual = new[] { "o_proj", "out_proj", "down_proj", "fc2" }.Any(part => name.Contains("." + part, StringComparison.Ordinal));
        return 1 / Math.Sqrt(inputs * (writesToResidual ? 2.0 * layers : 1));
    }
}
