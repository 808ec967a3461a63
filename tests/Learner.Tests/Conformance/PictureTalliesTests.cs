using MlopsCl.Learner.Conformance;
using MlopsCl.Learner.Imaging;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Conformance;

/// <summary>Levels are whole numbers of 255; normalised, they are no numbers of float32, and their differences are not quite whole.</summary>
public sealed class PictureTalliesTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, true)]
    [InlineData(1.01, false)]
    [InlineData(2, false)]
    public void Compare_AllowsLosslessFilesOneWholeLevel(double difference, bool passes)
    {
        byte[] picture = File.ReadAllBytes(Fixture.Path("decoding", "rgb-16.png"));
        for (int level = 1; level < 255; level++)
        {
            var tallies = new PictureTallies();
            using var expected = tensor(Normalised(level + difference), [3, 1, 1]);
            tallies.Compare(expected, new ClipPixels(Normalised(level), 1, 1), new ClipImageOptions(), picture, "pixel");

            Assert.Equal((level, passes), (level, Assert.Single(tallies.ToChecks("values")).Passed));
        }
    }

    [Fact]
    public void Compare_OfAnotherSize_Fails()
    {
        byte[] picture = File.ReadAllBytes(Fixture.Path("decoding", "rgb-16.png"));
        var tallies = new PictureTallies();
        using var expected = zeros([3, 1, 2]);
        tallies.Compare(expected, new ClipPixels(Normalised(1), 1, 1), new ClipImageOptions(), picture, "pixel");

        Assert.False(Assert.Single(tallies.ToChecks("values")).Passed);
    }

    // As CLIP normalises red, green and blue.
    private static float[] Normalised(double level) =>
    [
        (float)(((level / 255) - 0.48145466) / 0.26862954),
        (float)(((level / 255) - 0.4578275) / 0.26130258),
        (float)(((level / 255) - 0.40821073) / 0.27577711),
    ];
}
