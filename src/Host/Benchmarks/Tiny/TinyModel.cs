using MlopsCl.Learner;
using MlopsCl.Learner.Models;

namespace MlopsCl.Host;

/// <summary>A base model with random weights, small enough to learn with in seconds.</summary>
internal static class TinyModel
{
    public static void Write(string folder, IEnumerable<Sample> vocabularyFrom)
    {
        var vocabulary = ModelInitializer.CreateTokenizer(folder, vocabularyFrom, size: 512);
        ModelInitializer.Create(folder, Architecture(vocabulary), seed: 3);
    }

    private static LlavaConfig Architecture(int vocabulary) => new()
    {
        Vision = new VisionConfig { HiddenSize = 32, IntermediateSize = 64, Layers = 1, Heads = 2, ImageSize = 16, PatchSize = 8 },
        Text = new TextConfig
        {
            HiddenSize = 32, IntermediateSize = 64, Layers = 2, Heads = 2, KeyValueHeads = 1, HeadSize = 16, VocabularySize = vocabulary, MaxPositions = 128,
            IsHeadTied = true,
        },
        ImageToken = 4, BeginToken = 1, EndTokens = [2], PadToken = 3, VisionFeatureLayers = [-1],
    };
}
