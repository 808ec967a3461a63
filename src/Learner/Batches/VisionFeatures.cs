using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Where a batch's vision features come from.</summary>
internal abstract class VisionFeatures
{
    /// <summary>Features of pictures, one after another.</summary>
    /// <param name="pictures">At least one.</param>
    /// <param name="step">The training step; what is random about the pictures depends on it.</param>
    /// <returns>[pictures * image tokens, image width].</returns>
    public abstract Tensor Read(IReadOnlyList<PreparedPicture> pictures, long step);
}
