using MlopsCl.Learner.Conformance;

namespace MlopsCl.Learner.Tests.Conformance;

public sealed class ConfigurationKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The reference implementation keeps what is stated, and 576 where nothing is, whatever the tower's patches are: here 256, and 257 with the class token.
    [Theory]
    [InlineData("", 576)]
    [InlineData("\"image_seq_length\":256,", 256)]
    [InlineData("\"image_seq_length\":257,\"vision_feature_select_strategy\":\"full\",", 257)]
    public void Check_OfASmallTower_ComparesTheStatedImageTokens(string stated, int resolved)
    {
        _folder.Write("small.json", $$$"""{{{{stated}}}"vision_config":{"image_size":224,"patch_size":14}}""");
        _folder.Write(
            "expected.json", $$"""{"small":{"text_config":{"hidden_size":4096},"projector_hidden_act":"gelu","image_seq_length":{{resolved}} } }""");
        var folder = new FixtureFolder(_folder.Path, "configs");
        var kind = new ConfigurationKind();

        Assert.True(kind.Recognises(folder));
        Assert.True(Assert.Single(kind.Check(folder, "cpu")).Passed);
    }
}
