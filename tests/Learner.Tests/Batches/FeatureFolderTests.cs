using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Batches;

public sealed class FeatureFolderTests
{
    [Fact]
    public void Dispose_OfManyTrainingsThatComputedTheSame_LeavesOneReadablePack()
    {
        using var root = new TemporaryFolder();
        using var model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        Parallel.For(0, 8, _ => AddAndClose(root.Path, model));
        Assert.Single(Directory.EnumerateFiles(root.Path, "*", SearchOption.AllDirectories));
        using var scope = NewDisposeScope();
        using var again = FeatureFolder.Open(root.Path, model, new ClipImageOptions());
        Assert.True(ones(2, 3).Equals(again.Find("ab", CPU)!));
        Assert.Null(again.Find("cd", CPU));
    }

    private static void AddAndClose(string root, LvlmModel model)
    {
        using var scope = NewDisposeScope();
        using var folder = FeatureFolder.Open(root, model, new ClipImageOptions());
        folder.Add("ab", ones(2, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(60)]
    public void Open_WithAPackThatIsNotWhole_ThrowsItAwayAndTakesItsPicturesAnew(int bytes)
    {
        using var root = new TemporaryFolder();
        using var model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        AddAndClose(root.Path, model);
        var pack = Assert.Single(Directory.GetFiles(root.Path, "*", SearchOption.AllDirectories));
        File.WriteAllBytes(pack, File.ReadAllBytes(pack)[..bytes]);
        using (var folder = FeatureFolder.Open(root.Path, model, new ClipImageOptions()))
            Assert.Null(folder.Find("ab", CPU));
        Assert.False(File.Exists(pack));
        AddAndClose(root.Path, model);
        using var scope = NewDisposeScope();
        using var again = FeatureFolder.Open(root.Path, model, new ClipImageOptions());
        Assert.True(ones(2, 3).Equals(again.Find("ab", CPU)));
    }
}
