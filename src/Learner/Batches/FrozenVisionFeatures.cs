using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>
/// Features of a frozen tower: computed once per picture, kept in memory up to a limit and, if a folder is given, on disk, in a
/// part that is named after tower and preprocessing.
/// </summary>
internal sealed class FrozenVisionFeatures(
    LvlmModel model, DecodedPictures pictures, FeatureFolder? folder, AdapterPass adapters, long limitBytes = 2L << 30)
    : VisionFeatures, IDisposable
{
    private const int DecodedTogether = 32;

    private readonly Dictionary<string, Tensor> _known = [];
    private long _bytes;

    /// <summary>Features of a model's tower.</summary>
    /// <param name="model">The model.</param>
    /// <param name="processor">How pictures are prepared.</param>
    /// <param name="cacheFolder">A folder for features on disk; null for none.</param>
    public static FrozenVisionFeatures Open(LvlmModel model, ClipImageProcessor processor, string? cacheFolder) =>
        new(model, new DecodedPictures(processor), cacheFolder is null ? null : FeatureFolder.Open(cacheFolder, model, processor.Options), AdapterPass.None);

    /// <summary>Features of a tower with adapters that do not change any more, kept in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="processor">How pictures are prepared.</param>
    /// <param name="adapters">The adapters.</param>
    public static FrozenVisionFeatures Open(LvlmModel model, ClipImageProcessor processor, AdapterState adapters) =>
        new(model, new DecodedPictures(processor), null, AdapterPass.OverPictures(adapters));

    public override Tensor Read(IReadOnlyList<PreparedPicture> wanted, long step)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var found = new Dictionary<string, Tensor>();
        var missing = new List<PreparedPicture>();
        foreach (var picture in wanted.DistinctBy(picture => picture.Sha256))
        {
            var features = _known.GetValueOrDefault(picture.Sha256) ?? Keep(picture, folder?.Find(picture.Sha256, model.Device));
            if (features is null)
                missing.Add(picture);
            else
                found[picture.Sha256] = features;
        }

        foreach (var chunk in missing.Chunk(DecodedTogether))
            Compute(chunk, found);
        // [pictures * image tokens, image width]
        return cat([.. wanted.Select(picture => found[picture.Sha256])], 0).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (var features in _known.Values)
            features.Dispose();
        _known.Clear();
        folder?.Dispose();
    }

    private void Compute(PreparedPicture[] missing, Dictionary<string, Tensor> found)
    {
        using var scope = NewDisposeScope();
        var pixels = PixelBatch.Read(pictures, missing, change: null, model.Device);
        for (var index = 0; index < missing.Length; index++)
        {
            // One at a time: a product's last bits depend on its number of rows, and a picture's features must not depend on the pictures
            // beside it.
            // [image tokens, image width]
            var features = model.VisionTower.Forward(pixels.narrow(0, index, 1), adapters).flatten(0, 1)
                .to_type(ScalarType.Float32).MoveToOuterDisposeScope();
            folder?.Add(missing[index].Sha256, features);
            found[missing[index].Sha256] = Keep(missing[index], features)!;
        }
    }

    private Tensor? Keep(PreparedPicture picture, Tensor? features)
    {
        if (features is not null && (_bytes += features.numel() * sizeof(float)) <= limitBytes)
            _known[picture.Sha256] = features.DetachFromDisposeScope();
        return features;
    }
}
