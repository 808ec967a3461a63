using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Importing;

public sealed class PictureTests
{
    [Theory]
    [InlineData(255, 0, 0, "red")]
    [InlineData(255, 128, 0, "orange")]
    [InlineData(120, 70, 20, "orange")]
    [InlineData(255, 240, 0, "yellow")]
    [InlineData(0, 200, 0, "green")]
    [InlineData(40, 90, 220, "blue")]
    [InlineData(150, 40, 200, "purple")]
    [InlineData(230, 20, 60, "red")]
    [InlineData(128, 128, 128, "grey")]
    [InlineData(20, 20, 30, "grey")]
    [InlineData(250, 250, 250, "white")]
    public void Name_OfAColour_IsWhatPeopleCallIt(byte red, byte green, byte blue, string name) => Assert.Equal(name, MainColour.Name(red, green, blue));

    [Fact]
    public void Of_AFewColouredPixelsAmongGrey_AreTheMainColourFromThirtyPercentOn()
    {
        Assert.Equal("blue", MainColour.Of(Drawing(30, (40, 90, 220), (128, 128, 128))));
        Assert.Equal("grey", MainColour.Of(Drawing(29, (40, 90, 220), (128, 128, 128))));
    }

    [Fact]
    public void Of_TwoColoursOfNearlyEqualShare_IsNotClear()
    {
        Assert.Null(MainColour.Of(Drawing(55, (255, 0, 0), (0, 200, 0))));
        Assert.Equal("red", MainColour.Of(Drawing(56, (255, 0, 0), (0, 200, 0))));
    }

    [Fact]
    public void Of_ADrawingWithoutOpaquePixels_HasNoColour() => Assert.Null(MainColour.Of(new Rgba32Image(10, 10, new byte[400])));

    [Fact]
    public void OverWhite_MixesByOpacityAndCentresInASquare()
    {
        var image = new Rgba32Image(1, 3, [255, 0, 0, 255, 0, 0, 0, 51, 9, 9, 9, 0]).OverWhite();
        Assert.Equal((3, 3), (image.Width, image.Height));
        // The middle column: opaque red, 20 % black on white (255 x 0.8), nothing.
        Assert.Equal([255, 0, 0], image.Pixels[3..6].Select(v => (int)v));
        Assert.Equal([204, 204, 204], image.Pixels[12..15].Select(v => (int)v));
        Assert.Equal([255, 255, 255], image.Pixels[21..24].Select(v => (int)v));
        Assert.Equal([255, 255, 255], image.Pixels[0..3].Select(v => (int)v));
    }

    [Fact]
    public void DistanceTo_TheSameDrawingAtHalfTheSize_IsSmallAndToItsMirrorImageLarge()
    {
        var large = Wedge(64, mirrored: false);
        var small = BicubicResize.Resize(large, 32, 32);
        Assert.InRange(DrawingHash.Of(large).DistanceTo(DrawingHash.Of(small)), 0, 4);
        Assert.InRange(DrawingHash.Of(large).DistanceTo(DrawingHash.Of(Wedge(64, mirrored: true))), 20, 128);
    }

    private static Rgba32Image Drawing(int first, (byte R, byte G, byte B) one, (byte R, byte G, byte B) other) =>
        new(10, 10, [.. Enumerable.Range(0, 100).SelectMany(i => i < first ? new byte[] { one.R, one.G, one.B, 255 } : [other.R, other.G, other.B, 255])]);

    private static Rgb24Image Wedge(int side, bool mirrored)
    {
        var image = Canvas.Square(side, (255, 255, 255));
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < y; x++)
                image.Pixels.AsSpan(((y * side) + (mirrored ? side - 1 - x : x)) * 3, 3).Fill((byte)(x * 200 / side));
        }

        return image;
    }
}
