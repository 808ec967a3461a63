using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Tests.Batches;

public sealed class BatchRowsTests
{
    [Theory]
    [InlineData(702)]
    [InlineData(-1)]
    public void BatchRows_OfATokenBeyondTheVocabulary_SaysThatTheFilesAreOfDifferentModels(int token)
    {
        var config = LlavaConfigFile.Read(Fixture.Path("llava"));
        var sample = new PreparedSample("colours", "", [1, token, 5], [-100, -100, -100], [], [], IsMemory: false);

        var error = Assert.Throws<ArgumentException>(() => new BatchRows([sample], length: 3, promptTokens: 0, padsLeft: false, config));
        Assert.Contains($"has the token {token}, and the model knows 702 (vocab_size)", error.Message);
    }
}
