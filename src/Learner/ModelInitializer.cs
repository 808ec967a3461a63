using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Randomness;
using MlopsCl.Learner.Tokenization.Training;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>Writes models with random weights, to pre-train or to test with.</summary>
public static class ModelInitializer
{
    private const double EmbeddingDeviation = 0.02;

    /// <summary>
    /// Writes a model in Hugging Face layout, without <c>tokenizer.json</c>. Matrices are normal with deviation 1 / sqrt(inputs), those
    /// that write to the residual stream
    /// smaller by sqrt(2 * layers); embeddings have deviation 0.02; norms are 1, biases 0. Pictures are resized to the tower's size and
    /// cut to a square.
    /// </summary>
    /// <param name="folder">The folder, made if it is absent.</param>
    /// <param name="config">The architecture.</param>
    /// <param name="seed">The seed of the weights.</param>
    public static void Create(string folder, LlavaConfig config, long seed)
    {
        using var scope = NewDisposeScope();
        var weights = ParameterShapes.Of(config)
            .Select(parameter => KeyValuePair.Create(parameter.Name, Make(parameter.Name, parameter.Shape, config, seed)));
        var side = config.Vision.ImageSize;
        ModelFolder.Write(folder, config, new ClipImageOptions { ShortestEdge = side, CropSize = (side, side) }, weights,
            WeightPrecision.Float32);
    }

    /// <summary>
    /// Writes a model's <c>tokenizer.json</c>, with the special tokens 0 <c>&lt;unk&gt;</c>, 1 <c>&lt;s&gt;</c>, 2 <c>&lt;/s&gt;</c>, 3
    /// <c>&lt;pad&gt;</c> and 4 <c>&lt;image&gt;</c>.
    /// </summary>
    /// <param name="folder">The model's folder, made if it is absent.</param>
    /// <param name="samples">Conversations whose words get tokens.</param>
    /// <param name="size">Tokens at most.</param>
    /// <param name="wordLevel">
    /// One token per word, and rarer words unknown; otherwise pairs of bytes are merged, and any text can be said.
    /// </param>
    /// <returns>Tokens in the vocabulary.</returns>
    public static int CreateTokenizer(string folder, IEnumerable<Sample> samples, int size, bool wordLevel = true)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "tokenizer.json");
        var texts = samples.SelectMany(sample => ChatTemplate.Render(sample.Turns, sample.Pictures.Count)).Select(segment => segment.Text);
        if (wordLevel)
            WordLevelTrainer.Write(path, texts, size);
        else
            BpeTrainer.Write(path, texts, size);
        return Tokenizer.Load(path).VocabularySize;
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
        if (name.Contains("embed_tokens") || name.Contains("class_embedding") || name.Contains("position_embedding")
            || name == ParameterNames.Head)
            return EmbeddingDeviation;
        var inputs = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        var layers = name.StartsWith(ParameterNames.VisionTower, StringComparison.Ordinal) ? config.Vision.Layers : config.Text.Layers;
        var writesToResidual = new[] { "o_proj", "out_proj", "down_proj", "fc2" }.Any(part => name.Contains("." + part, StringComparison.Ordinal));
        return 1 / Math.Sqrt(inputs * (writesToResidual ? 2.0 * layers : 1));
    }
}
