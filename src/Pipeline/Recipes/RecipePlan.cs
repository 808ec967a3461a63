using System.Text.Json;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>What one update by a recipe will amount to, computed without loading anything.</summary>
/// <param name="Steps">Optimizer steps on the new task; methods with several stages or with rehearsal batches of their own take more.</param>
/// <param name="MemorySamples">Samples that the memory bank holds after the update.</param>
/// <param name="BaseModelBytes">Bytes of the base model's weights on disk.</param>
/// <param name="WorkingBytes">A rough estimate of the memory that the training takes: weights in 32 bits, activations of a batch, and the runtime.</param>
public sealed record RecipePlan(int Steps, int MemorySamples, long BaseModelBytes, long WorkingBytes)
{
    private const long RuntimeBytes = 400L << 20;
    private const int ActivationsPerLayer = 20, TextTokens = 64, BytesPerNumber = 4;

    /// <summary>Plans an update.</summary>
    /// <param name="recipe">The recipe; its base model's folder is looked at.</param>
    /// <param name="samples">Training samples of the new task.</param>
    /// <param name="remembered">Samples that the memory bank holds already.</param>
    /// <exception cref="InvalidDataException">The base model's config.json cannot be read.</exception>
    public static RecipePlan Make(Recipe recipe, int samples, int remembered)
    {
        var perStep = recipe.Training.BatchSize * recipe.Training.GradientAccumulation;
        var steps = recipe.Training.Epochs * (int)Math.Ceiling(samples / (double)perStep);
        var weights = Directory.EnumerateFiles(recipe.BaseModel, "*.safetensors").Sum(f => new FileInfo(f).Length);
        var (hidden, layers, tokens, isHalf) = Architecture(Path.Combine(recipe.BaseModel, "config.json"));
        var activations = (long)recipe.Training.BatchSize * tokens * hidden * layers * ActivationsPerLayer * BytesPerNumber;
        return new RecipePlan(steps, remembered + KeyedHash.Count(samples, recipe.Memory.Share), weights, (weights * (isHalf ? 2 : 1)) + activations + RuntimeBytes);
    }

    private static (int Hidden, int Layers, int Tokens, bool IsHalf) Architecture(string path)
    {
        try
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(path));
            var (text, vision) = (config.RootElement.GetProperty("text_config"), config.RootElement.GetProperty("vision_config"));
            var side = Number(vision, "image_size", 336) / Number(vision, "patch_size", 14);
            var kind = config.RootElement.TryGetProperty("torch_dtype", out var dtype) || config.RootElement.TryGetProperty("dtype", out dtype) ? dtype.GetString() : null;
            return (Number(text, "hidden_size", 4096), Number(text, "num_hidden_layers", 32), (side * side) + TextTokens, kind is "float16" or "bfloat16");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or DivideByZeroException)
        {
            throw new InvalidDataException($"'{path}' is not the configuration of a LLaVA model: {e.Message} Give another base model.", e);
        }
    }

    private static int Number(JsonElement section, string name, int otherwise) => section.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;
}
