using Microsoft.ML;

namespace MlopsCl.MlNet.Conformance;

public sealed class LazinessTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Views_ReadNothing_UntilACursorMoves()
    {
        var source = new Source(10);
        var view = _ml.Data.Cache(_ml.Data.FilterRowsByColumn(_ml.Data.ShuffleRows(source.View(_ml), seed: 1), "Number", 2, 8));
        _ml.Transforms.CopyColumns("Copy", "Text").Fit(view).Transform(view);
        Assert.Equal(0, source.RowsRead);
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.True(cursor.MoveNext());
        Assert.NotEqual(0, source.RowsRead);
    }

    [Fact]
    public void EveryCursor_EnumeratesTheSourceAgain()
    {
        var source = new Source(3);
        var view = source.View(_ml);
        Assert.Equal(Source.Numbers(_ml, view), Source.Numbers(_ml, view));
        Assert.Equal(2, source.Starts);
    }

    [Fact]
    public void ACachedView_ReadsItsSourceOnce()
    {
        var source = new Source(5);
        var view = _ml.Data.Cache(source.View(_ml));
        Assert.Equal([0, 1, 2, 3, 4], Source.Numbers(_ml, view));
        Assert.Equal([0, 1, 2, 3, 4], Source.Numbers(_ml, view));
        Assert.Equal(5, source.RowsRead);
    }

    [Fact]
    public void ACustomMapping_RunsOnlyForRowsWhoseNewColumnsAreRead()
    {
        var runs = 0;
        var view = Source.Of(_ml, 4);
        var mapped = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>((_, _) => Interlocked.Increment(ref runs), null).Fit(view).Transform(view);
        using (var cursor = mapped.GetRowCursor([mapped.Schema["Text"]]))
            while (cursor.MoveNext())
                Assert.True(cursor.Position >= 0);
        Assert.Equal(0, runs);
    }
}
