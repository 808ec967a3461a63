using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

public sealed class ThreadTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public async Task TwoThreadsOnOnePredictionEngine_AreToldSo_AndTheFirstGetsItsAnswer()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var room = new EngineRoom { Entered = entered, Release = release };
        using var engine = _ml.Model.CreatePredictionEngine<Ask, Reply>(room.Transformer(_ml));
        var first = Task.Run(() => engine.Predict(Ask.Of(1)).Answer);
        entered.Wait();
        var error = Assert.Throws<InvalidOperationException>(() => engine.Predict(Ask.Of(2)));
        release.Set();
        Assert.Contains("Two threads", error.Message);
        Assert.Equal("question 1 about 1.png", await first);
        Assert.Equal("question 3 about 3.png", engine.Predict(Ask.Of(3)).Answer);
    }

    [Fact]
    public void ManyThreads_MayReadOneTransformer()
    {
        using var room = new EngineRoom();
        using var transformer = room.Transformer(_ml, batchSize: 64);
        Parallel.For(0, 8, thread =>
        {
            var view = transformer.Transform(Asks.Of(_ml, 3));
            Assert.Equal(["question 0 about 0.png", "question 1 about 1.png", "question 2 about 2.png"], view.GetColumn<string>("Answer"));
        });
        Assert.Equal(1, room.Opened);
    }

    [Fact]
    public void Unload_FreesTheModel_AndTheNextQuestionLoadsItAgain()
    {
        using var room = new EngineRoom();
        var transformer = room.Transformer(_ml);
        Assert.Single(transformer.Transform(Asks.Of(_ml, 1)).GetColumn<string>("Answer"));
        new ContinualLearningCatalog(_ml, room.Engines).Unload();
        Assert.Equal(1, room.Closed);
        Assert.Single(transformer.Transform(Asks.Of(_ml, 1)).GetColumn<string>("Answer"));
        Assert.Equal(2, room.Opened);
    }

    [Fact]
    public async Task Unload_WhileAQuestionIsAnswered_WaitsForItsEnd()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var room = new EngineRoom { Entered = entered, Release = release };
        using var transformer = room.Transformer(_ml);
        var answer = Task.Run(() => transformer.Transform(Asks.Of(_ml, 1)).GetColumn<string>("Answer").Single());
        entered.Wait();
        new ContinualLearningCatalog(_ml, room.Engines).Unload();
        Assert.Equal(0, room.Closed);
        release.Set();
        Assert.Equal("question 0 about 0.png", await answer);
        Assert.Equal(1, room.Closed);
    }
}
