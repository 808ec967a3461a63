using System.Globalization;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Features of pictures that the reference prepared; a picture's digest is its place among them.</summary>
/// <param name="model">The model.</param>
/// <param name="adapters">What its tower carries.</param>
/// <param name="pixels">[pictures, 3, height, width]; null where there are no pictures.</param>
internal sealed class GivenPixels(LvlmModel model, AdapterState adapters, Tensor? pixels) : VisionFeatures
{
    public override Tensor Read(IReadOnlyList<PreparedPicture> pictures, long step)
    {
        using var scope = NewDisposeScope();
        var rows = tensor(pictures.Select(picture => long.Parse(picture.Sha256, CultureInfo.InvariantCulture)).ToArray(), device: model.Device);
        return model.VisionTower.Forward(pixels!.index_select(0, rows), AdapterPass.OverPictures(adapters, step)).flatten(0, 1).MoveToOuterDisposeScope();
    }
}
