using System.Runtime.InteropServices;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Imaging;
using Xunit;

namespace MlopsCl.Learner.Tests.Imaging;

public sealed class ClipImageProcessorTests
{
    public static TheoryData<string> Pictures =>
        [.. Directory.GetFiles(Fixture.Path("pictures")).Where(f => Path.GetExtension(f) is ".png" or ".jpg" or ".webp").Select(f => Path.GetFileName(f)).Order(
            StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Process_WithCrop_AgreesWithTheReference(string picture)
    {
        AssertAgrees(picture, "crop", ClipImageProcessor.Load(Fixture.Path("pictures")));
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Process_WithPadding_AgreesWithTheReference(string picture)
    {
        ClipImageProcessor loaded = ClipImageProcessor.Load(Fixture.Path("pictures"));

        AssertAgrees(picture, "pad", new ClipImageProcessor(loaded.Options with { PadToSquare = true }));
    }

    private static void AssertAgrees(string picture, string mode, ClipImageProcessor processor)
    {
        using var expected = SafetensorsFile.Open(Fixture.Path("pictures", "expected.safetensors"));
        ReadOnlySpan<float> wanted = MemoryMarshal.Cast<byte, float>(expected.Bytes($"{picture}.{mode}"));
        bool lossless = picture.EndsWith(".png", StringComparison.Ordinal) || picture == "lossless-alpha.webp";

        ClipPixels pixels = processor.Process(ImageDecoder.DecodeFile(Fixture.Path("pictures", picture), processor.Decoding));

        Assert.Equal((56, 56), (pixels.Width, pixels.Height));
        double worst = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            double levels = (pixels.Values[i] - wanted[i]) * processor.Options.Deviation[i / (56 * 56)] * 255;
            worst = Math.Max(worst, Math.Abs(levels));
        }

        Assert.True(worst <= (lossless ? 0.01 : 3), $"{picture} differs by up to {worst} grey levels");
    }
}
