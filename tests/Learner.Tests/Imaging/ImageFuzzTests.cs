using MlopsCl.Learner.Imaging;
using Xunit;

namespace MlopsCl.Learner.Tests.Imaging;

public sealed class ImageFuzzTests
{
    private static readonly ImageDecodeOptions Small = new() { MaximumPixels = 1 << 16, Background = (255, 255, 255) };

    [Theory]
    [InlineData("decoding", "interlaced.png", 600)]
    [InlineData("decoding", "palette-alpha.png", 400)]
    [InlineData("decoding", "orientation-6.png", 400)]
    [InlineData("decoding", "orientation-8.webp", 600)]
    [InlineData("decoding", "orientation-7.jpg", 600)]
    [InlineData("decoding", "cmyk-noise.jpg", 400)]
    [InlineData("pictures", "progressive.jpg", 200)]
    [InlineData("pictures", "lossy.webp", 300)]
    [InlineData("pictures", "lossless-alpha.webp", 200)]
    public void Decode_OfADamagedPicture_GivesAPictureOrNamesIt(string folder, string file, int times)
    {
        byte[] original = File.ReadAllBytes(Fixture.Path(folder, file));

        int refused = Enumerable.Range(0, times).Count(seed => IsRefused(file, Mutation.Of(original, seed)));

        Assert.InRange(refused, times / 20, times);
    }

    [Fact]
    public void Header_OfRandomBytesBehindASignature_IsReadOrRefused()
    {
        byte[][] signatures = [
            [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], [0xFF, 0xD8, 0xFF],
            .. new[] { "RIFF\0\0\0\0WEBPVP8 ", "RIFF\0\0\0\0WEBPVP8L", "RIFF\0\0\0\0WEBPVP8X" }.Select(System.Text.Encoding.Latin1.GetBytes)];
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            byte[] tail = new byte[random.Next(64)];
            random.NextBytes(tail);

            IsRefused("random", [.. signatures[seed % signatures.Length], .. tail]);
        }
    }

    private static bool IsRefused(string name, byte[] bytes)
    {
        try
        {
            Rgb24Image image = ImageDecoder.Decode(bytes, name, Small);
            Assert.Equal(image.Width * image.Height, (int)ImageHeader.Read(bytes).PixelCount);
            return false;
        }
        catch (ImageFormatException error)
        {
            Assert.StartsWith($"{name}: ", error.Message);
            return true;
        }
    }
}
