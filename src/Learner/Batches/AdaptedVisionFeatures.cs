using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Features of a tower whose adapters are being trained: computed anew in every step, with gradient.</summary>
/// <param name="model">The model.</param>
/// <param name="pictures">Where decoded pictures come from.</param>
/// <param name="adapters">What is trained.</param>
internal sealed class AdaptedVisionFeatures(LvlmModel model, DecodedPictures pictures, AdapterState adapters) : VisionFeatures
{
    public override Tensor Read(IReadOnlyList<PreparedPicture> wanted, long step)
    {
        using var scope = NewDisposeScope();
        var pixels = PixelBatch.Read(pictures, wanted, change: null, model.Device);
        return model.VisionTower.Forward(pixels, AdapterPass.OverPictures(adapters, step)).flatten(0, 1).MoveToOuterDisposeScope();
    }
}
