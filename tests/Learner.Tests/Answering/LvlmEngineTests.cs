namespace MlopsCl.Learner.Tests.Answering;

public sealed class LvlmEngineTests
{
    [Theory]
    [InlineData("sequential")]
    [InlineData("lvlm-cl")]
    [InlineData("continual-llava")]
    public void Answer_OfABatch_EqualsTheAnswersOneByOne(string method)
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder) with { Method = new MethodChoice(method) };
        Learning.Run(request, null, CancellationToken.None);
        using var engine = LvlmEngine.Open(new Bundle(request.BaseModelFolder, request.OutputFolder));
        Question[] questions =
        [
            .. request.Samples.Take(4).Select(sample => new Question("Colour?", sample.Pictures)),
            new Question("Name three colours.", []),
            new Question("<image><image>\nWhich is larger?", [request.Samples[0].Pictures[0], request.Samples[1].Pictures[0]]),
        ];
        var options = new AnsweringOptions { MaxNewTokens = 6 };
        var together = engine.Answer(questions, options);
        var apart = questions.Select(question => engine.Answer([question], options)[0]).ToList();
        Assert.Equal(6, together.Count);
        for (var index = 0; index < together.Count; index++)
        {
            Assert.Equal(apart[index].Text, together[index].Text);
            Assert.Equal(apart[index].LogProbabilities.Count, together[index].LogProbabilities.Count);
            Assert.Equal(apart[index].Confidence, together[index].Confidence, 1e-4f);
        }
    }

    [Fact]
    public void Answer_AfterTrainingToTheEnd_SaysWhatWasLearned()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder);
        request = request with { Training = request.Training with { Epochs = 40, LoraRank = 8, LoraAlpha = 16 } };
        Learning.Run(request, null, CancellationToken.None);
        using var engine = LvlmEngine.Open(new Bundle(request.BaseModelFolder, request.OutputFolder));
        var answers = engine.Answer([.. request.Samples.Select(sample => new Question(sample.Prompt, sample.Pictures))], new AnsweringOptions());
        Assert.Equal(request.Samples.Select(sample => sample.Label), answers.Select(answer => answer.Text));
    }

    [Theory]
    [InlineData("sequential")]
    [InlineData("lvlm-cl")]
    public void Merge_OfWhatWasLearned_AnswersAsBeforeAndSoDoesUnmerge(string method)
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder) with { Method = new MethodChoice(method) };
        Learning.Run(request, null, CancellationToken.None);
        using var engine = LvlmEngine.Open(new Bundle(request.BaseModelFolder, request.OutputFolder));
        Question[] questions = [.. request.Samples.Take(5).Select(sample => new Question(sample.Prompt, sample.Pictures))];
        string[] Texts() => [.. engine.Answer(questions, new AnsweringOptions()).Select(answer => answer.Text)];
        var before = Texts();
        engine.Merge();
        Assert.True(engine.IsMerged);
        Assert.Equal(before, Texts());
        engine.Unmerge();
        Assert.False(engine.IsMerged);
        Assert.Equal(before, Texts());
    }

    [Fact]
    public void Merge_OfAPool_IsRefusedWithTheReason()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder) with { Method = new MethodChoice("continual-llava") };
        Learning.Run(request, null, CancellationToken.None);
        using var engine = LvlmEngine.Open(new Bundle(request.BaseModelFolder, request.OutputFolder));
        Assert.Contains("is a pool", Assert.Throws<InvalidOperationException>(engine.Merge).Message);
    }

    [Fact]
    public void Open_WithAnAdapterOfAnotherBase_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder);
        Learning.Run(request, null, CancellationToken.None);
        var error = Assert.Throws<ArgumentException>(() => LvlmEngine.Open(new Bundle(Fixture.Path("llava-keys-nested"), request.OutputFolder)));
        Assert.Contains("was learned on base model", error.Message);
    }

    [Fact]
    public void Answer_WithoutAdapter_IsTheBaseModels()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        var answer = Assert.Single(engine.Answer([new Question("Name three licences.", [])], new AnsweringOptions { MaxNewTokens = 3 }));
        Assert.InRange(answer.LogProbabilities.Count, 1, 3);
    }
}
