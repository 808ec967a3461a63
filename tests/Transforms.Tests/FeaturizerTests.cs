using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

public sealed class FeaturizerTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void Transform_ReadsNothingAndLoadsNothing_UntilAVectorIsRead()
    {
        var asks = new Asks(10);
        var view = _room.Featurizer(_ml).Transform(asks.View(_ml));
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.Equal(0, asks.RowsRead);
        while (cursor.MoveNext())
            Assert.Equal(0, _room.Opened);
        Assert.Equal(10, asks.RowsRead);
    }

    [Fact]
    public void Vectors_AreComputedInBatches_AndHaveAKnownSize()
    {
        var view = _room.Featurizer(_ml, batchSize: 4).Transform(Asks.Of(_ml, 10));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["Features"].Type);
        Assert.Equal(Enumerable.Range(0, 10).Select(_ => new float[] { 1, "question 0".Length, 1 }), view.GetColumn<float[]>("Features"));
        Assert.Equal([4, 4, 2], _room.Batches);
    }

    [Fact]
    public void AChain_PromisesAVectorOfKnownSize_BeforeAnythingIsRead()
    {
        var asks = new Asks(3);
        var seen = new ShapeRecorder();
        var chain = Estimator().Append(seen).Append(_ml.Transforms.CopyColumns("Copy", "Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(asks.View(_ml)));
        var column = seen.Shape!.Single(c => c.Name == "Features");
        Assert.Equal((SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false), (column.Kind, column.ItemType, column.IsKey));
        Assert.Equal(0, asks.RowsRead);
    }

    [Fact]
    public void AStepThatLearnsFromTheVectors_CanFollow()
    {
        var data = Asks.Of(_ml, 12);
        var chain = Estimator().Append(new MeanEstimator(_ml, "Features", "Distance"));
        var output = chain.Fit(data).Transform(data);
        // Ten prompts of 10 letters and two of 11: the mean is 10 1/6 letters; the others are the same in every row.
        Assert.Equal(
            [.. Enumerable.Repeat(1 / 6f, 10), .. Enumerable.Repeat(5 / 6f, 2)], output.GetColumn<float>("Distance").Select(d => MathF.Round(d, 5)),
            new Near());
    }

    [Fact]
    public void CachingShufflingFilteringAndSplitting_KeepEachRowsVector()
    {
        var view = _ml.Data.Cache(_room.Featurizer(_ml).Transform(Asks.Of(_ml, 12)));
        Assert.True(view.CanShuffle);
        Check(_ml.Data.ShuffleRows(view, seed: 3), 12);
        Check(_ml.Data.FilterRowsByColumn(view, "Number", lowerBound: 9), 3);
        Check(_ml.Data.TakeRows(view, 5), 5);
        var split = _ml.Data.TrainTestSplit(view, 0.25, seed: 1);
        Assert.Equal(12, Check(split.TrainSet) + Check(split.TestSet));
        Assert.Equal(12, _room.Asked);
    }

    [Fact]
    public void APredictionEngine_DescribesOneObject()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Ask, Described>(_room.Featurizer(_ml));
        Assert.Equal([1f, 11f, 1f], engine.Predict(Ask.Of(10)).Features!);
        Assert.Equal([1], _room.Batches);
    }

    [Fact]
    public void TwoLearnersInOneChain_ShareAModel_WhereTheirBundleIsTheSame()
    {
        var data = Asks.Of(_ml, 3);
        var chain = Estimator().Append(new LvlmAnswerer(_room.Transformer(_ml))).Append(new LvlmAnswerer(_room.Transformer(_ml, output: "Second")));
        var output = chain.Fit(data).Transform(data);
        Assert.Equal(output.GetColumn<string>("Answer"), output.GetColumn<string>("Second"));
        Assert.Equal(3, output.GetColumn<float[]>("Features").Count());
        Assert.Equal(1, _room.Opened);
    }

    [Fact]
    public void WrongColumns_AreOutOfRange_AndNamed()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Image = 1f, Prompt = "q" } }.ToList());
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Estimator().Fit(data));
        Assert.Contains("'Image': expected text (a path)", error.Message);
        Assert.Contains("got Single", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _room.Featurizer(_ml).Transform(data));
    }

    [Fact]
    public void ACancelledToken_StopsBeforeTheModelRuns()
    {
        using var source = new CancellationTokenSource();
        var view = _room.Featurizer(_ml, cancellation: source.Token).Transform(Asks.Of(_ml, 2));
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => view.GetColumn<float[]>("Features").ToList());
        Assert.Equal(0, _room.Asked);
    }

    [Fact]
    public void ADisposedStep_StaysUsable()
    {
        var step = _room.Featurizer(_ml);
        Assert.Single(step.Transform(Asks.Of(_ml, 1)).GetColumn<float[]>("Features"));
        step.Dispose();
        Assert.Equal(1, _room.Closed);
        Assert.Single(step.Transform(Asks.Of(_ml, 1)).GetColumn<float[]>("Features"));
    }

    private LvlmFeaturizer Estimator() => new(_ml, _room.Featurizer(_ml));

    private void Check(IDataView view, int rows) => Assert.Equal(rows, Check(view));

    private int Check(IDataView view)
    {
        var rows = _ml.Data.CreateEnumerable<Described>(view, reuseRowObject: false).ToList();
        Assert.All(rows, row => Assert.Equal($"question {row.Number}".Length, row.Features![1]));
        return rows.Count;
    }

    public sealed class Described
    {
        public float Number { get; set; }

        public float[]? Features { get; set; }
    }

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) < 1e-4f;

        public int GetHashCode(float value) => 0;
    }
}
