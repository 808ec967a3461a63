using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Training;

namespace MlopsCl.Transforms.Tests;

public sealed class LvlmTrainerTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();
    private readonly List<LearningRequest> _requests = [];
    private readonly List<LoggingEventArgs> _log = [];

    public LvlmTrainerTests() => _ml.Log += (_, message) => _log.Add(message);

    public void Dispose() => _room.Dispose();

    [Fact]
    public void GetOutputSchema_PromisesTheAnswer_BeforeAnythingIsRead()
    {
        var asks = new Asks(3);
        var chain = _ml.Transforms.CopyColumns("Label", "Prompt").Append(Trainer(Options())).Append(_ml.Transforms.CopyColumns("Copy", "Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(asks.View(_ml)));
        Assert.Equal(0, asks.RowsRead);
        Assert.Empty(_requests);
    }

    [Fact]
    public void Fit_WithoutItsLabelColumn_IsOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Trainer(Options()).Fit(Asks.Of(_ml, 1)));
        Assert.Empty(_requests);
    }

    [Fact]
    public void Fit_HandsTheRowsToTheLearner_InOrderAndInOnePass()
    {
        var asks = new Asks(3);
        var data = asks.View(_ml);
        Labelled(data);
        using var fitted = Trainer(Options()).Fit(Labelled(data));
        var request = Assert.Single(_requests);
        Assert.Equal(3, asks.RowsRead);
        Assert.Equal(["row 0", "row 1", "row 2"], request.Samples.Select(s => s.Id));
        Assert.Equal(["question 0", "question 1", "question 2"], request.Samples.Select(s => s.Prompt));
        Assert.Equal(["question 0", "question 1", "question 2"], request.Samples.Select(s => s.Label));
        Assert.All(request.Samples, s => Assert.Equal("digits", s.Task));
        Assert.Equal("2.png", request.Samples[2].Pictures.Single().Path);
        Assert.Equal(("base", "out", "cpu"), (request.BaseModelFolder, request.OutputFolder, request.Device));
    }

    [Fact]
    public void Fit_GivesATransformer_ThatAnswersWithWhatWasLearned()
    {
        var data = Labelled(Asks.Of(_ml, 2));
        using var fitted = Trainer(Options()).Fit(data);
        Assert.Equal(new Bundle("base", "out"), fitted.Bundle);
        Assert.Equal(7, fitted.Report!.Steps);
        Assert.Equal(["question 0 about 0.png", "question 1 about 1.png"], fitted.Transform(data).GetColumn<string>("Answer"));
    }

    [Fact]
    public void Fit_AfterAnotherTransformer_LearnsOnTopOfIt()
    {
        var data = Labelled(Asks.Of(_ml, 2));
        using var first = Trainer(Options()).Fit(data);
        using var second = Trainer(Options(o => o.OutputFolder = "out2")).Fit(data, first);
        Assert.Equal([null, "out"], _requests.Select(r => r.ParentFolder));
        Trainer(Options(o => (o.BaseModelFolder, o.OutputFolder) = ("./base/", "out3"))).Fit(data, second).Dispose();
        Assert.Equal("out2", _requests[^1].ParentFolder);
        using var other = Trainer(Options(o => o.BaseModelFolder = "elsewhere")).Fit(data);
        Assert.Throws<ArgumentException>(() => Trainer(Options()).Fit(data, other));
    }

    [Fact]
    public void Memory_IsReadWithTheTaskOfEachRow()
    {
        var memory = _ml.Data.LoadFromEnumerable(new[] { new { Image = "m.png", Prompt = "old?", Label = "yes", Task = "garments" } }.ToList());
        Trainer(Options(o => o.Memory = memory)).Fit(Labelled(Asks.Of(_ml, 1))).Dispose();
        var sample = Assert.Single(_requests.Single().Memory);
        Assert.Equal(("garments", "old?", "yes"), (sample.Task, sample.Prompt, sample.Label));
    }

    [Fact]
    public void SamplesThatGoThroughAView_ComeOutAsTheyWere()
    {
        Turn[] turns = [new(Speaker.Human, "a"), new(Speaker.Assistant, "b"), new(Speaker.Human, "c"), new(Speaker.Assistant, "d")];
        var sample = new Sample("s1", "digits", [Picture.FromBytes(new byte[] { 1 }), Picture.FromBytes(new byte[] { 2 })], turns);
        var options = Options(o => (o.HistoryColumnName, o.IdColumnName) = ("History", "Id"));
        Trainer(options).Fit(_ml.ContinualLearning().LoadSamples([sample])).Dispose();
        var learned = Assert.Single(_requests.Single().Samples);
        Assert.Equal(sample.Id, learned.Id);
        Assert.Equal(sample.Turns, learned.Turns);
        Assert.Equal(sample.ComputeDigest(), learned.ComputeDigest());
    }

    [Fact]
    public void ARowWithoutAnAnswer_IsNamed()
    {
        var data = _ml.Data.LoadFromEnumerable(
            new[] { new { Image = "a", Prompt = "q", Label = "x" }, new { Image = "a", Prompt = "q", Label = " " } }.ToList());
        var error = Assert.Throws<InvalidOperationException>(() => Trainer(Options()).Fit(data));
        Assert.Contains("row 1", error.Message);
        Assert.Empty(_requests);
    }

    [Fact]
    public void NoRows_AreRefused() => Assert.Throws<InvalidOperationException>(() => Trainer(Options()).Fit(Labelled(Asks.Of(_ml, 0))));

    [Fact]
    public void PathsThatComeAgain_AreOnePicture()
    {
        var data = _ml.Data.LoadFromEnumerable(
            new[] { new { Image = "a", Prompt = "p", Label = "x" }, new { Image = "a", Prompt = "q", Label = "y" } }.ToList());
        Trainer(Options()).Fit(data).Dispose();
        var samples = _requests.Single().Samples;
        Assert.Same(samples[0].Pictures[0], samples[1].Pictures[0]);
    }

    [Fact]
    public void Progress_IsLoggedEveryNStep_AndPassedOn()
    {
        var seen = new List<int>();
        var options = Options(o => (o.LogEveryNStep, o.Progress) = (3, new Recorder(p => seen.Add(p.Step))));
        Trainer(options).Fit(Labelled(Asks.Of(_ml, 1))).Dispose();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], seen);
        var lines = _log.Where(m => m.Source == "LvlmTrainer" && m.RawMessage.Contains("step ", StringComparison.Ordinal)).Select(m => m.RawMessage);
        Assert.Equal(
            ["answers: step 3 of 7, loss 0.3333, 2.0 items/s, 00:01:05 left", "answers: step 6 of 7, loss 0.1667, 2.0 items/s, 00:01:05 left",
                "answers: step 7 of 7, loss 0.1429, 2.0 items/s, 00:01:05 left"], lines);
    }

    [Fact]
    public void Cancelling_StopsTheLearner()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer(Options(o => o.Cancellation = source.Token)).Fit(Labelled(Asks.Of(_ml, 1))));
    }

    [Fact]
    public void TheSeed_IsTheOptions_OrElseRepeatableByTheContexts()
    {
        long SeedOf(MLContext ml, long? seed)
        {
            _requests.Clear();
            new LvlmTrainer(ml, Options(o => o.Seed = seed), Learn, _room.Engines).Fit(Labelled(Asks.Of(ml, 1))).Dispose();
            return _requests.Single().Seed;
        }

        Assert.Equal(42, SeedOf(new MLContext(1), 42));
        Assert.Equal(SeedOf(new MLContext(5), null), SeedOf(new MLContext(5), null));
        Assert.NotEqual(SeedOf(new MLContext(5), null), SeedOf(new MLContext(6), null));
    }

    [Theory]
    [InlineData("BaseModelFolder")]
    [InlineData("OutputFolder")]
    [InlineData("Task")]
    public void AnOptionThatIsNeeded_IsNamedWhenItIsMissing(string name)
    {
        var options = Options(o => typeof(LvlmTrainer.Options).GetField(name)!.SetValue(o, " "));
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => _ml.ContinualLearning().LvlmTrainer(options)).Message);
    }

    [Theory]
    [InlineData("PromptColumnName")]
    [InlineData("LabelColumnName")]
    [InlineData("OutputColumnName")]
    [InlineData("Method")]
    [InlineData("Training")]
    [InlineData("Answering")]
    public void AnOptionThatIsNull_IsNamed(string name)
    {
        var options = Options(o => typeof(LvlmTrainer.Options).GetField(name)!.SetValue(o, null));
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => _ml.ContinualLearning().LvlmTrainer(options)).Message);
    }

    [Fact]
    public void AnsweringThatIsOutOfRange_IsRefused_BeforeAnythingIsLearned()
    {
        var options = Options();
        var trainer = Trainer(options);
        options.Answering = new AnsweringOptions { BatchSize = 0 };
        Assert.Contains("BatchSize is 0", Assert.Throws<ArgumentException>(() => Trainer(options)).Message);
        Assert.Throws<ArgumentException>(() => trainer.Fit(Labelled(Asks.Of(_ml, 1))));
        Assert.Empty(_requests);
    }

    [Fact]
    public void ADrawnSeed_IsKeptBesideTheCheckpoints_UntilTheTrainingEnds()
    {
        var folder = Directory.CreateTempSubdirectory("mlopscl-seed").FullName;
        try
        {
            var options = Options(o => o.CheckpointFolder = Path.Combine(folder, "checkpoints"));
            var data = Labelled(Asks.Of(_ml, 1));
            LearnTask stopped = (request, _, _) =>
            {
                _requests.Add(request);
                throw new OperationCanceledException();
            };
            Assert.Throws<OperationCanceledException>(() => new LvlmTrainer(_ml, options, stopped, _room.Engines).Fit(data));
            Trainer(options).Fit(data).Dispose();
            Trainer(options).Fit(data).Dispose();
            Assert.Equal(_requests[0].Seed, _requests[1].Seed);
            Assert.NotEqual(_requests[1].Seed, _requests[2].Seed);
            Assert.Empty(Directory.EnumerateFiles(options.CheckpointFolder!));
            (options.CheckpointFolder, options.Seed) = (Path.Combine(folder, "nobody made it"), 42);
            Trainer(options).Fit(data).Dispose();
            Assert.Equal(42, _requests[3].Seed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LvlmTrainer.Options Options(Action<LvlmTrainer.Options>? change = null)
    {
        var options = new LvlmTrainer.Options { BaseModelFolder = "base", OutputFolder = "out", Task = "digits" };
        change?.Invoke(options);
        return options;
    }

    private LvlmTrainer Trainer(LvlmTrainer.Options options) => new(_ml, options, Learn, _room.Engines);

    private IDataView Labelled(IDataView data) => _ml.Transforms.CopyColumns("Label", "Prompt").Fit(data).Transform(data);

    private TrainingReport Learn(LearningRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _requests.Add(request);
        for (var step = 1; step <= 7; step++)
            progress?.Report(new TrainingProgress("answers", step, 7, 1.0 / step, 2, TimeSpan.FromSeconds(65)));
        return new TrainingReport(7, request.Samples.Count, request.Memory.Count, 100, [1], "00");
    }

    private sealed class Recorder(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
