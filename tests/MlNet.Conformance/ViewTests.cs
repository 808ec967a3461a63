using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class ViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TakeAndSkip_CutTheRows()
    {
        var view = Source.Of(_ml, 6);
        Assert.Equal([0, 1], Source.Numbers(_ml, _ml.Data.TakeRows(view, 2)));
        Assert.Equal([4, 5], Source.Numbers(_ml, _ml.Data.SkipRows(view, 4)));
        Assert.Equal([2, 3], Source.Numbers(_ml, _ml.Data.TakeRows(_ml.Data.SkipRows(view, 2), 2)));
    }

    [Fact]
    public void FilterRowsByColumn_KeepsTheLowerBoundAndLeavesTheUpper() =>
        Assert.Equal([2, 3, 4], Source.Numbers(_ml, _ml.Data.FilterRowsByColumn(Source.Of(_ml, 9), "Number", 2, 5)));

    [Fact]
    public void FilterRowsByColumn_OverText_IsOutOfRange() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(Source.Of(_ml, 1), "Text"));

    [Fact]
    public void ShuffleRows_GivesEachRowOnce_InTheSameOrderForOneSeed()
    {
        var view = _ml.Data.ShuffleRows(Source.Of(_ml, 50), seed: 3, shufflePoolSize: 10);
        var first = Source.Numbers(_ml, view);
        Assert.Equal(first, Source.Numbers(_ml, view));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), first.Order());
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public void ShuffledRows_KeepTheirCellsTogether()
    {
        var rows = _ml.Data.CreateEnumerable<Row>(_ml.Data.ShuffleRows(Source.Of(_ml, 20), seed: 5), false).ToList();
        Assert.All(rows, row =>
        {
            Assert.Equal($"row {row.Number}", row.Text);
            Assert.Equal([row.Number, -row.Number], row.Pair!);
        });
    }

    [Fact]
    public void TrainTestSplit_IsDisjointCompleteAndRepeatable()
    {
        var view = Source.Of(_ml, 200);
        var split = _ml.Data.TrainTestSplit(view, 0.3, seed: 7);
        var train = Source.Numbers(_ml, split.TrainSet);
        var test = Source.Numbers(_ml, split.TestSet);
        Assert.Empty(train.Intersect(test));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), train.Concat(test).Order());
        Assert.InRange(test.Length, 20, 120);
        Assert.Equal(test, Source.Numbers(_ml, _ml.Data.TrainTestSplit(view, 0.3, seed: 7).TestSet));
    }

    [Fact]
    public void TrainTestSplit_KeepsRowsOfOneKeyTogether()
    {
        var rows = Enumerable.Range(0, 120).Select(i => new Row { Text = $"group {i % 12}", Number = i, Pair = [0, 0], Bytes = [0] }).ToList();
        var split = _ml.Data.TrainTestSplit(_ml.Data.LoadFromEnumerable(rows), 0.4, samplingKeyColumnName: "Text", seed: 2);
        var train = split.TrainSet.GetColumn<string>("Text").ToHashSet();
        var test = split.TestSet.GetColumn<string>("Text").ToHashSet();
        Assert.Empty(train.Intersect(test));
        Assert.Equal(12, train.Count + test.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TrainTestSplit_OfNothingOrAll_IsOutOfRange(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TrainTestSplit(Source.Of(_ml, 3), fraction));

    [Fact]
    public void GetColumn_ReadsTextNumbersAndVectors()
    {
        var view = Source.Of(_ml, 2);
        Assert.Equal(["row 0", "row 1"], view.GetColumn<string>("Text"));
        Assert.Equal(["row 0", "row 1"], view.GetColumn<ReadOnlyMemory<char>>("Text").Select(t => t.ToString()));
        Assert.Equal([0f, 1f], view.GetColumn<float>(view.Schema["Number"]));
        Assert.Equal([[0f, 0f], [1f, -1f]], view.GetColumn<float[]>("Pair"));
    }

    [Fact]
    public void Preview_HasTheFirstRowsAndAllColumns()
    {
        var preview = Source.Of(_ml, 9).Preview(maxRows: 3);
        Assert.Equal(3, preview.RowView.Length);
        Assert.Equal(4, preview.ColumnView.Length);
        Assert.Equal(2f, preview.RowView[2].Values.Single(v => v.Key == "Number").Value);
    }

    [Fact]
    public void ACachedView_ShufflesByTheCallersRandomNumbers()
    {
        var view = _ml.Data.Cache(Source.Of(_ml, 40));
        var order = new List<float>();
        using var cursor = view.GetRowCursor([view.Schema["Number"]], new Random(1));
        var get = cursor.GetGetter<float>(view.Schema["Number"]);
        while (cursor.MoveNext())
        {
            float value = 0;
            get(ref value);
            order.Add(value);
        }

        Assert.NotEqual(order.Order(), order);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (float)i), order.Order());
    }
}
