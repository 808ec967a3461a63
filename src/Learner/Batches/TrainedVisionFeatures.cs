using MlopsCl.Learner.Models;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>
/// Features of a tower that is being trained: computed anew in every step, with gradient, from pictures that are changed at random.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="pictures">Where decoded pictures come from.</param>
/// <param name="augmentation">How pictures are changed; null for not at all.</param>
/// <param name="seed">The seed of the changes.</param>
internal sealed class TrainedVisionFeatures(LvlmModel model, DecodedPictures pictures, SampleAugmentation? augmentation, long seed)
    : VisionFeatures
{
    public override Tensor Read(IReadOnlyList<PreparedPicture> wanted, long step)
    {
        using var scope = NewDisposeScope();
        var pixels = PixelBatch.Read(pictures, wanted, augmentation is null ? null : (image, index) =>
            augmentation(image, new SeededRandom(seed, $"augmentation {index}", step)), model.Device);
        return model.VisionTower.Forward(pixels).flatten(0, 1).MoveToOuterDisposeScope();
    }
}
