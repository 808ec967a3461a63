using MlopsCl.Learner.Imaging;
using Xunit;

namespace MlopsCl.Learner.Tests.Imaging;

public sealed class PngEncoderTests
{
    [Fact]
    public void Encode_ThenDecode_GivesThePictureBack()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int width = random.Next(1, 40), height = random.Next(1, 40), step = random.Next(1, 60);
            byte[] pixels = new byte[3 * width * height];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)((i * step / 7) + random.Next(step));
            }

            Rgb24Image decoded = ImageDecoder.Decode(PngEncoder.Encode(new Rgb24Image(width, height, pixels)));

            Assert.Equal((width, height), (decoded.Width, decoded.Height));
            Assert.Equal(pixels, decoded.Pixels);
        }
    }

    [Fact]
    public void Encode_OfAGradient_IsMuchSmallerThanItsPixels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 64 * 64 * 3).Select(i => (byte)((i / 3 % 64) + (i / 192)))];

        Assert.InRange(PngEncoder.Encode(new Rgb24Image(64, 64, pixels)).Length, 60, pixels.Length / 20);
    }
}
