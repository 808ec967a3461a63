using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>A model with random weights that were never on any disk, and samples to time it with.</summary>
internal static class RandomModel
{
    private const double Deviation = 0.02;

    /// <summary>Draws the weights on their device.</summary>
    public static LvlmModel Build(LlavaConfig config, Device device, WeightPrecision precision)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        manual_seed(0);
        var weights = ParameterShapes.Of(config).Select(parameter => KeyValuePair.Create(parameter.Name, Draw(parameter.Shape, device, precision.Type())));
        return new LvlmModel(config, new Weights("the random model", weights), device);
    }

    /// <summary>A batch of samples: a picture, a question and an answer of random tokens.</summary>
    public static PreparedSample[] Samples(LlavaConfig config, SpeedRequest request) =>
        [.. Enumerable.Range(0, request.BatchSize).Select(index => Sample(config, request, new SeededRandom(0, "speed", index), index))];

    private static PreparedSample Sample(LlavaConfig config, SpeedRequest request, SeededRandom random, int index)
    {
        // The first token ids are special ones.
        int Word() => 10 + random.NextInt(Math.Min(config.Text.VocabularySize, config.ImageToken) - 10);
        int[] question = [
            config.BeginToken ?? 0, .. Enumerable.Repeat(config.ImageToken, config.ImageTokens),
            .. Enumerable.Range(1, request.QuestionTokens).Select(_ => Word())];
        int[] answer = [.. Enumerable.Range(0, request.AnswerTokens).Select(_ => Word())];
        return new PreparedSample(
            "speed", "", [.. question, .. answer], [.. question.Select(_ => PreparedSample.Ignored), .. answer], [],
            [new PreparedPicture($"{index}", Picture.FromBytes(default))], IsMemory: false);
    }

    // Matrices are normal; norms, which are vectors, stay near 1.
    private static Tensor Draw(long[] shape, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var drawn = randn(shape, type, device) * Deviation;
        return (shape.Length == 1 ? drawn + 1.0 : drawn).to_type(type).DetachFromDisposeScope();
    }
}
