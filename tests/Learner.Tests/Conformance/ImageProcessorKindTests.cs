using MlopsCl.Learner.Conformance;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Conformance;

public sealed class ImageProcessorKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A white pixel is (1 - 0.5) / 0.5 = 1 in every channel.
    [Fact]
    public void Check_OfAPictureThatCannotBeRead_ComparesTheOthersAllTheSame()
    {
        using var scope = NewDisposeScope();
        _folder.Write("preprocessor_config.json", """{"size":2,"crop_size":2,"image_mean":0.5,"image_std":0.5}""");
        _folder.Write("white.png", PngEncoder.Encode(new Rgb24Image(2, 2, [.. Enumerable.Repeat((byte)255, 12)])));
        _folder.Write("text.png", "no picture");
        TensorFile.Write(_folder.File("expected.safetensors"), [
            KeyValuePair.Create("text.png.crop", ones([3, 2, 2])), KeyValuePair.Create("white.png.crop", ones([3, 2, 2])),
            KeyValuePair.Create("white.png.pad", ones([3, 2, 2]))]);

        var checks = new ImageProcessorKind().Check(new FixtureFolder(_folder.Path, "pictures"), "cpu").ToList();

        Assert.Equal("pixel values, lossless files, grey levels | pixel values of text.png.crop", string.Join(" | ", checks.Select(check => check.Name)));
        Assert.True(checks[0].Passed);
        Assert.False(checks[1].Passed);
        Assert.Contains("pictures must be PNG, JPEG or WebP", checks[1].Detail);
    }
}
