using System.Security.Cryptography;
using MlopsCl.Learner.Imaging;
using Xunit;

namespace MlopsCl.Learner.Tests.Imaging;

public sealed class BicubicResizeTests
{
    // SHA-256 of the bytes that Pillow's resize with BICUBIC gives for the same picture.
    [Theory]
    [InlineData(37, 29, 16, 12, "65f596bd901e0bb48f1c40c30a9f8bfd1921ffb911eea1bc814533b77fb72fdf")]
    [InlineData(16, 12, 37, 29, "3dbe30d1784e5735dd4b2f9a07577763bc1a975deed1cdbba6b8e9c7bc2b18a6")]
    [InlineData(50, 50, 50, 7, "4f7006041a5fd475f8171d517c2cdd660422234191831df2ff96fd5e3871dd3f")]
    [InlineData(50, 50, 7, 50, "33f8954e90f703f3e4261cc47caa0491c6342dde81295f159605bfe90ddebc03")]
    [InlineData(3, 100, 9, 20, "dfdc14005c594d4a039fa4b46a17a0c7d4ecde4b67eaae65f7c9a8128c3b3805")]
    [InlineData(1, 1, 5, 5, "26aec3d1a4d51a82a11c6f26b9ba8f43b5ad479fd3747a8f766f1e8fd6f009fc")]
    [InlineData(64, 48, 336, 252, "c649b32d73914acefda36acffa4bf76a66f5b619694ea269d38fc748b9fbe502")]
    [InlineData(123, 77, 56, 56, "993093abe542776f6fd9b803d262b05e2b6093c88f121a426b4fe1abc49a077b")]
    public void Resize_GivesPillowsBytes(int width, int height, int newWidth, int newHeight, string sha256)
    {
        Rgb24Image resized = BicubicResize.Resize(Picture(width, height), newWidth, newHeight);

        Assert.Equal((newWidth, newHeight), (resized.Width, resized.Height));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(resized.Pixels)));
    }

    [Fact]
    public void Resize_OfOneColour_KeepsIt()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            byte[] colour = [(byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)];
            int width = random.Next(1, 60), height = random.Next(1, 60);
            var image = new Rgb24Image(width, height, [.. Enumerable.Repeat(colour, width * height).SelectMany(c => c)]);

            Rgb24Image resized = BicubicResize.Resize(image, random.Next(1, 80), random.Next(1, 80));

            Assert.All(resized.Pixels.Chunk(3), pixel => Assert.Equal(colour, pixel));
        }
    }

    private static Rgb24Image Picture(int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            int c = i % 3, x = i / 3 % width, y = i / 3 / width;
            uint noise = unchecked(((uint)x * 2654435761u) + ((uint)y * 40503u) + ((uint)c * 97u)) >> 24;
            pixels[i] = (byte)((x + y) % 3 != 0 ? noise : (uint)((x * 7) + (y * 13) + (c * 50)));
        }

        return new Rgb24Image(width, height, pixels);
    }
}
