using MlopsCl.Learner.Imaging;
using Xunit;

namespace MlopsCl.Learner.Tests.Imaging;

public sealed class ClipImageConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"size":56,"crop_size":48}""", 56, 0, 48, 48)]
    [InlineData("""{"size":{"shortest_edge":56},"crop_size":{"height":40,"width":48}}""", 56, 0, 48, 40)]
    [InlineData("""{"size":{"height":30,"width":50}}""", 0, 50, 224, 224)]
    [InlineData("""{"size":50,"default_to_square":true}""", 0, 50, 224, 224)]
    [InlineData("""{"size":{"shortest_edge":50,"longest_edge":null},"default_to_square":true}""", 50, 0, 224, 224)]
    [InlineData("{}", 224, 0, 224, 224)]
    public void Load_ReadsSizesAsNumbersOrObjects(string json, int shortest, int fixedWidth, int cropWidth, int cropHeight)
    {
        _folder.Write("preprocessor_config.json", json);

        ClipImageOptions options = ClipImageProcessor.Load(_folder.Path).Options;

        Assert.Equal(shortest, options.ShortestEdge ?? 0);
        Assert.Equal(fixedWidth, options.FixedSize?.Width ?? 0);
        Assert.Equal((cropWidth, cropHeight), options.CropSize);
    }

    [Fact]
    public void Load_OfAProcessorConfiguration_ReadsItsImagePart()
    {
        _folder.Write(
            "processor_config.json", """{"image_processor":{"size":{"shortest_edge":28},"do_pad":true,"image_mean":[0,0,0],"image_std":[1,1,1]},"size":7}""");

        ClipImageOptions options = ClipImageProcessor.Load(_folder.Path).Options;

        Assert.Equal(28, options.ShortestEdge);
        Assert.True(options.PadToSquare);
        Assert.Equal([0.0, 0, 0], options.Mean);
    }

    [Theory]
    [InlineData("""{"image_processor":{"size":28}}""", 28)]
    [InlineData("""{"patch_size":14,"processor_class":"LlavaProcessor"}""", 56)]
    public void Load_OfBothFiles_TakesTheImagePartOfTheProcessorIfItHasOne(string shared, int edge)
    {
        _folder.Write("preprocessor_config.json", """{"size":56}""");
        _folder.Write("processor_config.json", shared);

        Assert.Equal(edge, ClipImageProcessor.Load(_folder.Path).Options.ShortestEdge);
    }

    [Theory]
    [InlineData("""{"size":0}""", "size")]
    [InlineData("""{"size":{"width":3}}""", "size")]
    [InlineData("""{"size":{"shortest_edge":"336"}}""", "size.shortest_edge")]
    [InlineData("""{"size":{"shortest_edge":336,"longest_edge":400}}""", "size.longest_edge")]
    [InlineData("""{"crop_size":1e9}""", "crop_size")]
    [InlineData("""{"resample":2}""", "resample")]
    [InlineData("""{"image_std":[0,1,1]}""", "image_std")]
    [InlineData("""{"image_mean":[0,1]}""", "image_mean")]
    [InlineData("""{"image_mean":[0,1,"2"]}""", "image_mean")]
    [InlineData("""{"do_resize":1}""", "do_resize")]
    [InlineData("""{"rescale_factor":"x"}""", "rescale_factor")]
    [InlineData("""{"image_processor_type":"SiglipImageProcessor"}""", "image_processor_type")]
    [InlineData("""{"do_thumbnail":true}""", "do_thumbnail")]
    [InlineData("""{"pad_size":{"height":3,"width":3}}""", "pad_size")]
    [InlineData("[]", "$")]
    [InlineData("{", "$")]
    public void Load_OfAWrongValue_NamesFileAndKey(string json, string key)
    {
        string path = _folder.Write("preprocessor_config.json", json);

        var error = Assert.Throws<ImageConfigurationException>(() => ClipImageProcessor.Load(_folder.Path));
        Assert.Equal(path, error.File);
        Assert.Equal(key, error.Key);
    }

    [Fact]
    public void Load_OfAFolderWithout_SaysWhatItLookedFor()
    {
        Assert.Contains("processor_config.json", Assert.Throws<FileNotFoundException>(() => ClipImageProcessor.Load(_folder.Path)).Message);
    }

    // (level * factor - mean) / deviation, with what the configuration switches off left out.
    [Theory]
    [InlineData("""{"do_rescale":false,"do_normalize":false}""", 51, 102, 204)]
    [InlineData("""{"do_normalize":false}""", 0.2, 0.4, 0.8)]
    [InlineData("""{"do_rescale":false,"image_mean":[1,2,4],"image_std":[2,4,8]}""", 25, 25, 25)]
    [InlineData("""{"image_mean":0.5,"image_std":0.5}""", -0.6, -0.2, 0.6)]
    [InlineData("""{"rescale_factor":0.01,"image_mean":[0.5,0.5,0.5],"image_std":[1,1,0.5]}""", 0.01, 0.52, 3.08)]
    public void Process_OfOneColour_DoesWhatTheConfigurationSays(string json, double red, double green, double blue)
    {
        _folder.Write("preprocessor_config.json", json.Replace("{", """{"do_resize":false,"do_center_crop":false,"pad_size":null,"do_pad":false,"""));

        ClipPixels pixels = ClipImageProcessor.Load(_folder.Path).Process(new Rgb24Image(2, 1, [51, 102, 204, 51, 102, 204]));

        Assert.Equal((2, 1), (pixels.Width, pixels.Height));
        double[] expected = [red, red, green, green, blue, blue];
        Assert.All(expected.Zip(pixels.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Process_OfAPictureSmallerThanTheCrop_SurroundsItWithBlack()
    {
        var processor = new ClipImageProcessor(new ClipImageOptions { Resize = false, CropSize = (4, 3), Normalize = false });

        ClipPixels pixels = processor.Process(new Rgb24Image(2, 1, [255, 0, 51, 255, 0, 102]));

        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], pixels.Values[..12]);
        Assert.Equal([0.2f, 0.4f], pixels.Values[29..31]);
    }

    [Fact]
    public void Process_IntoASpan_GivesTheSameValues_AndChecksItsLength()
    {
        ClipImageProcessor processor = ClipImageProcessor.Load(Fixture.Path("pictures"));
        Rgb24Image image = ImageDecoder.DecodeFile(Fixture.Path("pictures", "rgb-tall.png"));
        float[] values = new float[3 * 56 * 56];

        processor.Process(image, values);

        Assert.Equal(processor.Process(image).Values, values);
        Assert.Contains("9408", Assert.Throws<ArgumentException>(() => processor.Process(image, new float[7])).Message);
    }
}
