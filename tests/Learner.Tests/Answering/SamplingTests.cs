namespace MlopsCl.Learner.Tests.Answering;

public sealed class SamplingTests
{
    private static readonly AnsweringOptions Drawn = new() { MaxNewTokens = 12, Temperature = 1.3, TopK = 300, TopP = 0.98, RepetitionPenalty = 1.1, Seed = 5 };

    [Fact]
    public void Answer_WithATemperature_DependsOnSeedAndQuestionAlone()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        var questions = Questions();
        var together = engine.Answer(questions, Drawn).Select(answer => answer.Text).ToArray();
        var apart = questions.Reverse().Select(question => engine.Answer([question], Drawn)[0].Text).Reverse();
        Assert.Equal(together, apart);
        Assert.Equal(together, engine.Answer(questions, Drawn with { BatchSize = 2 }).Select(answer => answer.Text));
        Assert.NotEqual(together, engine.Answer(questions, Drawn with { Seed = 6 }).Select(answer => answer.Text));
        Assert.Equal(together.Length, together.Distinct().Count());
    }

    [Fact]
    public void Answer_WithOneTokenToDrawAmong_IsTheLikeliestAnswer()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        var options = new AnsweringOptions { MaxNewTokens = 12 };
        var likeliest = engine.Answer(Questions(), options);
        var drawn = engine.Answer(Questions(), options with { Temperature = 1, TopK = 1 });
        Assert.Equal(likeliest.Select(answer => answer.Text), drawn.Select(answer => answer.Text));
        Assert.All(likeliest.Zip(drawn), pair => Assert.Equal(pair.First.Confidence, pair.Second.Confidence, 1e-5f));
    }

    [Fact]
    public void Answer_WithAReceiver_HandsOverEveryQuestionsTextInParts()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        var pieces = new List<AnswerPiece>();
        var answers = engine.Answer(Questions(), Drawn, pieces.Add);
        Assert.Equal(
            answers.Select(answer => answer.Text), answers.Select(
                (_, index) => string.Concat(pieces.Where(piece => piece.Question == index).Select(piece => piece.Text))));
        Assert.True(pieces.Count > answers.Count, "each text came in one piece");
        Assert.All(answers, answer => Assert.Equal(AnswerEnd.Length, answer.End));
    }

    [Fact]
    public void Answer_CancelledBetweenTokens_Stops()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        using var cancellation = new CancellationTokenSource();
        var pieces = 0;
        void Cancel(AnswerPiece piece)
        {
            pieces++;
            cancellation.Cancel();
        }

        Assert.Throws<OperationCanceledException>(
            () => engine.Answer([new Question("Name three licences.", [])], Drawn with { MaxNewTokens = 400 }, Cancel, cancellation.Token));
        Assert.Equal(1, pieces);
    }

    [Fact]
    public void Answer_ThatWouldNotFitTheContext_IsRefusedWithTheRoomThereIs()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        var question = new Question("Name three licences.", []);
        var error = Assert.Throws<ArgumentException>(() => engine.Answer([question], new AnsweringOptions { MaxNewTokens = 510 }));
        Assert.Contains("A question has 24 tokens, pictures included, and its answer may have 510; the model takes 512", error.Message);
        Assert.Contains("Allow 489 new tokens at most", error.Message);
    }

    [Fact]
    public void Answer_WithOptionsOutOfRange_NamesThemAll()
    {
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder));
        var wrong = new AnsweringOptions { Temperature = -1, TopP = 0, TopK = -2, RepetitionPenalty = 0, Stop = [""] };
        var error = Assert.Throws<ArgumentException>(() => engine.Answer([], wrong));
        Assert.All(
            new[] { "Temperature is -1", "TopP is 0", "TopK is -2", "RepetitionPenalty is 0", "stop text is empty" },
            words => Assert.Contains(words, error.Message));
    }

    private static Question[] Questions() =>
    [
        .. SmallTask.Samples(3).Select(sample => new Question("Colour?", sample.Pictures)),
        new Question("Name three licences.", []),
        new Question("Name three colours, and then a longer list of them.", []),
    ];
}
