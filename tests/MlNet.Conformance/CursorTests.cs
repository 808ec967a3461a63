using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class CursorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ACursor_GivesOnlyTheColumnsAskedFor()
    {
        var view = Source.Of(_ml, 2);
        using var cursor = view.GetRowCursor([view.Schema["Number"]]);
        Assert.True(cursor.IsColumnActive(view.Schema["Number"]));
        Assert.False(cursor.IsColumnActive(view.Schema["Text"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Text"]));
    }

    [Fact]
    public void AGetterOfAnotherType_IsRefused()
    {
        var view = Source.Of(_ml, 2);
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["Number"]));
    }

    [Fact]
    public void GetRowCursor_WithoutColumns_IsRefused() =>
        Assert.Throws<ArgumentNullException>(() => Source.Of(_ml, 1).GetRowCursor(null));

    [Fact]
    public void Position_CountsFromZero_AndIsMinusOneBeforeAndAfter()
    {
        var view = Source.Of(_ml, 2);
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(1, cursor.Position);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void AGetter_OffARow_Throws()
    {
        var view = Source.Of(_ml, 1);
        using var cursor = view.GetRowCursor(view.Schema);
        var get = cursor.GetGetter<float>(view.Schema["Number"]);
        float value = 0;
        Assert.ThrowsAny<Exception>(() => get(ref value));
        Assert.True(cursor.MoveNext());
        get(ref value);
        Assert.False(cursor.MoveNext());
        Assert.ThrowsAny<Exception>(() => get(ref value));
    }

    [Fact]
    public void RowIds_OfAnEnumerable_AreTheIndices()
    {
        var view = Source.Of(_ml, 3);
        using var cursor = view.GetRowCursor(view.Schema);
        var get = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            get(ref id);
            ids.Add(id);
        }

        Assert.Equal([new(0, 0), new(1, 0), new(2, 0)], ids);
    }

    [Fact]
    public void RowCount_IsKnownForAList_AndUnknownForALazyEnumerable()
    {
        Assert.Equal(3, Source.Of(_ml, 3).GetRowCount());
        Assert.Null(new Source(3).View(_ml).GetRowCount());
    }

    [Fact]
    public void AnEnumerable_CannotBeShuffled_AndACachedViewCan()
    {
        var view = Source.Of(_ml, 3);
        Assert.False(view.CanShuffle);
        Assert.True(_ml.Data.Cache(view).CanShuffle);
    }
}
