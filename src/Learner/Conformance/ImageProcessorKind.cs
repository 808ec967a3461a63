using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Pictures, and what the vision tower is given of each: cropped, and padded to a square first.</summary>
internal sealed class ImageProcessorKind : FixtureKind
{
    private const string Expected = "expected.safetensors";
    private const string Cropped = ".crop";
    private const string Padded = ".pad";

    public override string Name => "image processor";

    public override bool Recognises(FixtureFolder folder) =>
        folder.Has(Expected) && !folder.Has("config.json") && (folder.Has("preprocessor_config.json") || folder.Has("processor_config.json"));

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        using var scope = NewDisposeScope();
        var processor = ClipImageProcessor.Load(folder.Path);
        var padding = new ClipImageProcessor(processor.Options with { PadToSquare = true });
        var tallies = new PictureTallies();
        var unread = new List<ConformanceCheck>();
        foreach (var (key, values) in TensorFile.Read(folder.File(Expected), CPU))
        {
            using var held = values;
            var isPadded = key.EndsWith(Padded, StringComparison.Ordinal);
            if (!isPadded && !key.EndsWith(Cropped, StringComparison.Ordinal))
                throw new InvalidDataException($"{Expected} holds '{key}'; a key is FILE{Cropped} or FILE{Padded}.");
            var used = isPadded ? padding : processor;
            try
            {
                var bytes = File.ReadAllBytes(folder.File(key[..key.LastIndexOf('.')]));
                tallies.Compare(values, used.Process(ImageDecoder.Decode(bytes, key, used.Decoding)), used.Options, bytes, key);
            }
            catch (Exception error) when (ConformanceCheck.IsOfTheFolder(error))
            {
                unread.Add(ConformanceCheck.Impossible($"pixel values of {key}", error.Message));      // the other pictures are compared all the same
            }
        }

        return [.. tallies.ToChecks("pixel values"), .. unread];
    }
}
