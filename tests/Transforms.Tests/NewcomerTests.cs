using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

/// <summary>What somebody does who knows ML.NET and not this library.</summary>
public sealed class NewcomerTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void NoRows_GiveNoAnswers_AndLoadNoModel()
    {
        var view = _room.Transformer(_ml).Transform(Asks.Of(_ml, 0));
        Assert.Empty(view.GetColumn<string>("Answer"));
        Assert.Equal(0, view.GetRowCount());
        Assert.Equal(0, _room.Opened);
    }

    [Fact]
    public void AHiddenColumn_IsNotAsked()
    {
        var data = Asks.Of(_ml, 1);
        var renamed = _ml.Transforms.CopyColumns("Prompt", "Image").Append(new LvlmAnswerer(_room.Transformer(_ml))).Fit(data).Transform(data);
        Assert.Equal(["0.png about 0.png"], renamed.GetColumn<string>("Answer"));
    }

    [Fact]
    public void TwoLearnersInOneChain_AnswerOneAfterTheOther()
    {
        var data = Asks.Of(_ml, 5);
        var second = new LvlmAnswerer(new LvlmTransformer(
            _ml, new Learner.Bundle("other"), _room.Transformer(_ml, output: "Second", image: null).Settings with
            {
                Columns = new Answering.AnswerColumns(null, "Answer", "Second"),
            }, _room.Engines, report: null));
        var view = new LvlmAnswerer(_room.Transformer(_ml)).Append(second).Fit(data).Transform(data);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"question {i} about {i}.png about "), view.GetColumn<string>("Second"));
        Assert.Equal(
            ["Image", "Prompt", "Number", "Answer", "Answer.Confidence", "Answer.Scores", "Second", "Second.Confidence", "Second.Scores"],
            view.Schema.Select(c => c.Name));
    }

    [Fact]
    public void AnAnswerColumn_ThatIsThereAlready_IsHiddenByTheNewOne()
    {
        var data = Asks.Of(_ml, 2);
        var once = _room.Transformer(_ml).Transform(data);
        var twice = _room.Transformer(_ml, bundle: "other", image: null).Transform(once);
        Assert.Equal(["question 0 about ", "question 1 about "], twice.GetColumn<string>("Answer"));
        Assert.Equal(2, twice.Schema.Count(c => c.Name == "Answer"));
    }

    [Fact]
    public void ASplitAndAFilterOfAnswers_KeepEveryAnswerWithItsRow()
    {
        var view = _ml.Data.Cache(_room.Transformer(_ml).Transform(Asks.Of(_ml, 20)));
        Assert.True(view.CanShuffle);
        var halves = _ml.Data.TrainTestSplit(view, testFraction: 0.5, seed: 1);
        var both = Rows(halves.TrainSet).Concat(Rows(halves.TestSet)).OrderBy(row => row.Number).ToArray();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => ((float)i, $"question {i} about {i}.png")), both);
        Assert.Equal(Enumerable.Range(5, 5).Select(i => ((float)i, $"question {i} about {i}.png")), Rows(_ml.Data.FilterRowsByColumn(view, "Number", 5, 10)));
        Assert.Equal(20, Rows(_ml.Data.ShuffleRows(view, seed: 3)).Distinct().Count());
        Assert.Equal(20, _room.Asked);
    }

    [Fact]
    public void CursorsSideBySide_DoNotDisturbEachOther()
    {
        var view = _room.Transformer(_ml, batchSize: 3).Transform(Asks.Of(_ml, 7));
        using var ahead = view.GetRowCursor(view.Schema);
        using var behind = view.GetRowCursor(view.Schema);
        var (first, second) = (ahead.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"]), behind.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"]));
        ReadOnlyMemory<char> text = default;
        Assert.True(ahead.MoveNext());
        for (var row = 0; row < 7; row++)
        {
            Assert.Equal(row < 6, ahead.MoveNext());
            Assert.True(behind.MoveNext());
            second(ref text);
            Assert.Equal($"question {row} about {row}.png", text.ToString());
            if (row == 6)
                break;
            first(ref text);
            Assert.Equal($"question {row + 1} about {row + 1}.png", text.ToString());
        }
    }

    [Fact]
    public void ATokenThatIsCancelledInMidCursor_StopsBeforeTheNextBatch_AndGivesTheModelBack()
    {
        using var stop = new CancellationTokenSource();
        var transformer = _room.Transformer(_ml, batchSize: 2, cancellation: stop.Token);
        var view = transformer.Transform(Asks.Of(_ml, 10));
        using (var answers = view.GetColumn<string>("Answer").GetEnumerator())
        {
            Assert.True(answers.MoveNext());
            stop.Cancel();
            Assert.True(answers.MoveNext());
            Assert.ThrowsAny<OperationCanceledException>(() => answers.MoveNext());
        }

        transformer.Dispose();
        Assert.Equal((2, 1), (_room.Asked, _room.Closed));
    }

    [Fact]
    public void ABatchLargerThanAnyData_TakesNoMoreMemoryThanTheRows()
    {
        var asks = Asks.Of(_ml, 40);
        Assert.Equal(40, _room.Transformer(_ml, batchSize: int.MaxValue).Transform(asks).GetColumn<string>("Answer").Distinct().Count());
        Assert.Equal([40], _room.Batches);
        Assert.Equal(40, _room.Featurizer(_ml, batchSize: int.MaxValue).Transform(asks).GetColumn<float[]>("Features").Count());
    }

    [Fact]
    public void APredictionEngine_TakesAQuestionWithoutAPicture()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Ask, Reply>(_room.Transformer(_ml));
        Assert.Equal("why? about ", engine.Predict(new Ask { Prompt = "why?" }).Answer);
        Assert.Equal(" about ", engine.Predict(new Ask()).Answer);
    }

    [Fact]
    public void ABlankPath_IsNoPicture()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Image = " ", Prompt = "q" } }.ToList());
        Assert.Equal(["q about "], _room.Transformer(_ml).Transform(data).GetColumn<string>("Answer"));
        var several = _ml.Data.LoadFromEnumerable(new[] { new { Image = new[] { "a", " ", "b" }, Prompt = "q" } }.ToList());
        Assert.Equal(["q about a+b"], _room.Transformer(_ml).Transform(several).GetColumn<string>("Answer"));
    }

    [Fact]
    public void ABundleThatIsNotThere_IsNamedAtOnce()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "mlopscl-nowhere");
        Assert.Contains(nowhere, Assert.Throws<FileNotFoundException>(() => _ml.ContinualLearning().LvlmAnswerer(new(nowhere))).Message);
        Assert.Contains(nowhere, Assert.Throws<FileNotFoundException>(() => _ml.ContinualLearning().LvlmAnswerer(new(TinyModel.Folder, nowhere))).Message);
        Assert.Contains(nowhere, Assert.Throws<FileNotFoundException>(() => _ml.ContinualLearning().FeaturizeImageText(nowhere)).Message);
    }

    [Fact]
    public void AnOptionOutOfRange_IsNamed_BeforeAnythingRuns()
    {
        var catalog = _ml.ContinualLearning();
        var none = new Learner.AnsweringOptions { MaxNewTokens = 0 };
        Assert.Contains("MaxNewTokens is 0", Assert.Throws<ArgumentException>(() => catalog.LvlmAnswerer(TinyModel.Bundle, none)).Message);
        Assert.Equal(
            "promptColumnName", Assert.ThrowsAny<ArgumentException>(() => catalog.LvlmAnswerer(TinyModel.Bundle, promptColumnName: null!)).ParamName);
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => catalog.FeaturizeImageText(TinyModel.Folder, batchSize: 0)).ParamName);
    }

    [Fact]
    public void AFileThatIsNoModel_IsNamed()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "no model");
            Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => _ml.ContinualLearning().Load(file, out _)).Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private IEnumerable<(float Number, string Answer)> Rows(IDataView view) =>
        _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false).Select(row => (row.Number, row.Answer));

    private sealed class Row
    {
        public float Number { get; set; }

        public string Answer { get; set; } = "";
    }
}
