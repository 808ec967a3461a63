using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Imaging.Native;
using Xunit;

namespace MlopsCl.Learner.Tests.Imaging;

public sealed class ImageDecoderTests
{
    private static readonly Dictionary<string, Expected> Decoded = JsonSerializer.Deserialize<Dictionary<string, Expected>>(
        File.ReadAllText(Fixture.Path("decoding", "expected.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Files => [.. Decoded.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Lossless => [.. Decoded.Keys.Where(f => !f.EndsWith(".jpg", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    // Computed with Pillow, except grey of 16 bits and old gamma tables, where the stored values are scaled by hand.
    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_GivesTheValuesOfTheReference(string file)
    {
        Rgb24Image image = ImageDecoder.DecodeFile(Fixture.Path("decoding", file));

        Assert.Equal((Decoded[file].Width, Decoded[file].Height), (image.Width, image.Height));
        byte[] expected = Convert.FromHexString(Decoded[file].Rgb);
        int worst = expected.Zip(image.Pixels, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= (file.EndsWith(".jpg", StringComparison.Ordinal) ? 3 : 0), $"{file} differs by up to {worst}");
    }

    [Theory]
    [MemberData(nameof(Lossless))]
    public void Decode_OfAFileCutShortAnywhere_IsRefusedByName(string file)
    {
        byte[] bytes = File.ReadAllBytes(Fixture.Path("decoding", file));

        for (int length = 0; length < bytes.Length - 12; length++)
        {
            var error = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(bytes.AsSpan(0, length), file));
            Assert.StartsWith($"{file}: ", error.Message);
        }
    }

    [Theory]
    [InlineData("baseline-444.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("cmyk.jpg")]
    [InlineData("lossy.webp")]
    [InlineData("strip.png")]
    public void Decode_OfALongerFileCutShort_IsRefused(string file)
    {
        byte[] bytes = File.ReadAllBytes(Fixture.Path("pictures", file));

        for (int length = 0; length < bytes.Length - 2; length += 61)
        {
            Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(bytes.AsSpan(0, length), file));
        }
    }

    [Theory]
    [InlineData("<rdf:Description tiff:Orientation=\"6\"/>", 6)]
    [InlineData("<tiff:Orientation>8</tiff:Orientation>", 8)]
    [InlineData("<tiff:Orientation>9</tiff:Orientation>", 1)]
    [InlineData("<x:xmpmeta/>", 1)]
    public void Decode_TurnsAsAnXmpPacketSays_WhereThereIsNoExif(string xmp, int orientation)
    {
        byte[] png = File.ReadAllBytes(Fixture.Path("decoding", "interlaced.png"));
        byte[] jpeg = File.ReadAllBytes(Fixture.Path("pictures", "baseline-444.jpg"));
        byte[] chunk = Chunk("iTXtXML:com.adobe.xmp\0\0\0\0\0" + xmp);
        byte[] segment = Segment("http://ns.adobe.com/xap/1.0/\0" + xmp);

        Rgb24Image fromPng = ImageDecoder.Decode([.. png[..33], .. chunk, .. png[33..]]);
        Rgb24Image fromJpeg = ImageDecoder.Decode([.. jpeg[..2], .. segment, .. jpeg[2..]]);

        Assert.Equal(Turned(ImageDecoder.Decode(png), orientation), fromPng.Pixels);
        Assert.Equal(Turned(ImageDecoder.Decode(jpeg), orientation), fromJpeg.Pixels);
    }

    [Fact]
    public void Decode_BelievesExifBeforeXmp()
    {
        byte[] jpeg = File.ReadAllBytes(Fixture.Path("decoding", "orientation-7.jpg"));
        byte[] segment = Segment("http://ns.adobe.com/xap/1.0/\0<tiff:Orientation>3</tiff:Orientation>");

        Assert.Equal(ImageDecoder.Decode(jpeg).Pixels, ImageDecoder.Decode([.. jpeg[..2], .. segment, .. jpeg[2..]]).Pixels);
    }

    [Fact]
    public void Decode_OfAHugePng_IsRefusedByItsHeader()
    {
        byte[] bomb = Header(50_000, 50_000);

        var error = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(bomb, "bomb.png"));
        Assert.Equal("bomb.png: 50000 x 50000 are 2500000000 pixels and at most 67108864 are decoded; shrink the picture or raise the limit.", error.Message);
    }

    [Fact]
    public void Decode_WithALowerLimit_RefusesWhatIsOverIt()
    {
        byte[] bytes = File.ReadAllBytes(Fixture.Path("decoding", "grey-8.png"));

        Assert.Equal(9, ImageDecoder.Decode(bytes, options: new() { MaximumPixels = 45 }).Width);
        Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(bytes, options: new() { MaximumPixels = 44 }));
    }

    [Theory]
    [InlineData("still.gif", "a GIF")]
    [InlineData("expected.json", "begins with 7B")]
    [InlineData("animated.webp", "animated")]
    public void Decode_OfAnotherFormat_NamesIt(string file, string name)
    {
        Assert.Contains(name, Assert.Throws<ImageFormatException>(() => ImageDecoder.DecodeFile(Fixture.Path("decoding", file))).Message);
    }

    [Theory]
    [InlineData("rgba-16.png")]
    [InlineData("rgba-16-interlaced.png")]
    [InlineData("grey-alpha-16-interlaced.png")]
    [InlineData("palette-alpha.png")]
    public void DecodeRgba_GivesTheOpacityThatGroundsShowThrough(string name)
    {
        byte[] file = File.ReadAllBytes(Fixture.Path("decoding", name));
        Rgba32Image image = ImageDecoder.DecodeRgba(file);
        byte[] black = ImageDecoder.Decode(file, name, new() { Background = (0, 0, 0) }).Pixels;
        byte[] white = ImageDecoder.Decode(file, name, new() { Background = (255, 255, 255) }).Pixels;
        byte[] colours = ImageDecoder.Decode(file).Pixels;
        Assert.Contains(image.Pixels.Where((_, i) => i % 4 == 3), alpha => alpha < 255);
        for (int i = 0, j = 0; i < image.Pixels.Length; i += 4, j += 3)
        {
            Assert.Equal(255 - (white[j] - black[j]), image.Pixels[i + 3]);
            Assert.Equal(colours[j..(j + 3)], image.Pixels[i..(i + 3)]);
        }
    }

    [Fact]
    public void Decode_OverABackground_MixesByAlpha()
    {
        // The grey level 60 is the transparent one; opaque levels stay.
        string path = Fixture.Path("decoding", "grey-transparent.png");
        Rgb24Image stored = ImageDecoder.DecodeFile(path);
        Rgb24Image overWhite = ImageDecoder.DecodeFile(path, new() { Background = (255, 255, 255) });

        Assert.Equal(stored.Pixels.Select(value => value == 60 ? 255 : value), overWhite.Pixels.Select(value => (int)value));
    }

    // SHA-256 of the pixels that Pillow gives: convert("RGB"), which keeps a single transparent colour as a note, then laid over white where it
    // is noted. A palette of two transparent colours, or of half transparent ones, and a true alpha channel leave no note.
    [Theory]
    [InlineData("decoding", "palette-twin.png", "e102aa31928cb50b5fcb5a9aae63e5dc0ac1267b448cb311da6136af88287138")]
    [InlineData("decoding", "palette-two-transparent.png", "0a62a846b2213b024d29090a4a06e7052fe6a15617f79af4d7438bfdbf1aa9a9")]
    [InlineData("decoding", "palette-alpha.png", "6f566a9083368f946db03f0dd4eda862679e15351ef6380652294383ad4eb527")]
    [InlineData("decoding", "grey-transparent.png", "3afec6298cd0cfbe081cd4a8aafa536bffef557d8aee177288b6c7f1d49c35fc")]
    [InlineData("decoding", "rgb-transparent.png", "022250ebf3f60da9af74300297c70224495ea02e68d41e22b9d4c34bde209864")]
    [InlineData("pictures", "palette-transparent.png", "d7dffbfca343737491ebb8b9bc17c4bc3938341b01f92a5896507cb6ea84f06c")]
    [InlineData("pictures", "rgba.png", "6ab33a5102fecaba0a93dce933ae5edde5a6170a7f0d4f6ea9848ae886ba431f")]
    public void Decode_WhiteningTheTransparentColour_GivesWhatPillowLaysOverWhite(string folder, string file, string sha256)
    {
        Rgb24Image image = ImageDecoder.DecodeFile(Fixture.Path(folder, file), new() { WhitensTransparentColour = true });

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(image.Pixels)));
    }

    [Theory]
    [InlineData("baseline-444.jpg", ImageFormat.Jpeg)]
    [InlineData("progressive.jpg", ImageFormat.Jpeg)]
    [InlineData("lossy.webp", ImageFormat.Webp)]
    [InlineData("lossless-alpha.webp", ImageFormat.Webp)]
    [InlineData("one-pixel.png", ImageFormat.Png)]
    public void Header_AgreesWithTheDecodedPicture(string file, ImageFormat format)
    {
        byte[] bytes = File.ReadAllBytes(Fixture.Path("pictures", file));
        Rgb24Image image = ImageDecoder.Decode(bytes);

        Assert.Equal(new ImageHeader(image.Width, image.Height, format), ImageHeader.Read(bytes));
    }

    [Fact]
    public void AMissingLibrary_NamesItsDebianPackage()
    {
        var codec = new NativeCodec("libnothing", "libnothing1", "libnothing.so.1", "nothing.dll");

        string message = Assert.Throws<DllNotFoundException>(() => codec.Function("decode")).Message;
        Assert.Contains("libnothing.so.1, nothing.dll", message);
        Assert.Contains("package libnothing1", message);
    }

    // Type and content; the checksum of a chunk that carries no pixels is not looked at.
    private static byte[] Chunk(string content) =>
        [.. BitConverter.GetBytes(content.Length - 4).Reverse(), .. Encoding.Latin1.GetBytes(content), 0, 0, 0, 0];

    private static byte[] Segment(string content) =>
        [0xFF, 0xE1, .. BitConverter.GetBytes((ushort)(content.Length + 2)).Reverse(), .. Encoding.Latin1.GetBytes(content)];

    private static byte[] Header(int width, int height) =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R',
        .. BitConverter.GetBytes(width).Reverse(), .. BitConverter.GetBytes(height).Reverse(), 8, 2, 0, 0, 0, 0, 0, 0, 0,
    ];

    private sealed record Expected(int Width, int Height, string Rgb);

    private static byte[] Turned(Rgb24Image image, int orientation) =>
        ExifOrientation.Apply(image.Pixels, 3, image.Width, image.Height, orientation).Pixels;
}
