using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

public sealed class ReplayTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EachMemoryRow_ComesOnce_SpreadEvenly()
    {
        var mixed = Numbers(Replay(Rows(0, 6), Rows(100, 3)));
        Assert.Equal([0f, 1f, 2f, 3f, 4f, 5f], mixed.Where(n => n < 100));
        Assert.Equal([100f, 101f, 102f], mixed.Where(n => n >= 100).Order());
        Assert.Equal([false, false, true, false, false, true, false, false, true], mixed.Select(n => n >= 100));
    }

    [Fact]
    public void ARatio_TakesTheMemoryInRounds()
    {
        var mixed = Numbers(_ml.ContinualLearning().MemoryReplay(Rows(0, 4), Rows(100, 3), ratio: 1.5, seed: 7));
        var memory = mixed.Where(n => n >= 100).ToArray();
        Assert.Equal(6, memory.Length);
        Assert.Equal([100f, 101f, 102f], memory[..3].Order());
        Assert.Equal([100f, 101f, 102f], memory[3..].Order());
    }

    [Fact]
    public void EveryCursor_GivesTheSameRows_AndTheSeedDecidesThem()
    {
        var view = _ml.ContinualLearning().MemoryReplay(Rows(0, 20), Rows(100, 20), seed: 5);
        Assert.Equal(Numbers(view), Numbers(view));
        Assert.Equal(Numbers(view), Numbers(_ml.ContinualLearning().MemoryReplay(Rows(0, 20), Rows(100, 20), seed: 5)));
        Assert.NotEqual(Numbers(view), Numbers(_ml.ContinualLearning().MemoryReplay(Rows(0, 20), Rows(100, 20), seed: 6)));
    }

    [Fact]
    public void NothingIsRead_UntilACursorMoves_AndTheRowsAreCountedBefore()
    {
        var (fresh, memory) = (new Asks(4), new Asks(2));
        var lazy = Replay(fresh.View(_ml), memory.View(_ml));
        Assert.Equal((0, 0), (fresh.RowsRead, memory.RowsRead));
        Assert.Null(lazy.GetRowCount());
        Assert.False(lazy.CanShuffle);
        Assert.Equal(6, Replay(Rows(0, 4), Rows(9, 2)).GetRowCount());
        Assert.Equal(10, _ml.ContinualLearning().MemoryReplay(Rows(0, 4), Rows(9, 2), ratio: 1.5).GetRowCount());
        Assert.Equal(6, lazy.GetColumn<float>("Number").Count());
    }

    [Fact]
    public void RowIds_AreUnique_AndPositionsCount()
    {
        var view = _ml.ContinualLearning().MemoryReplay(Rows(0, 4), Rows(100, 2), ratio: 1, seed: 1);
        using var cursor = view.GetRowCursor(view.Schema);
        var id = cursor.GetIdGetter();
        var seen = new List<DataViewRowId>();
        DataViewRowId row = default;
        Assert.Throws<InvalidOperationException>(() => id(ref row));
        while (cursor.MoveNext())
        {
            id(ref row);
            seen.Add(row);
            Assert.Equal(seen.Count - 1, cursor.Position);
        }

        Assert.Equal(8, seen.Distinct().Count());
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void AnEmptyMemory_LeavesTheRowsAsTheyAre() => Assert.Equal([0f, 1f], Numbers(Replay(Rows(0, 2), Rows(0, 0))));

    [Fact]
    public void AMemoryThatLacksAColumn_IsOutOfRange_AndNamed()
    {
        var memory = _ml.Data.LoadFromEnumerable(new[] { new { Prompt = "q", Number = "7" } }.ToList());
        Assert.Contains("'Image'", Assert.Throws<ArgumentOutOfRangeException>(() => Replay(Rows(0, 1), memory)).Message);
        var other = _ml.Data.LoadFromEnumerable(new[] { new { Image = "i", Prompt = "q", Number = "7" } }.ToList());
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Replay(Rows(0, 1), other));
        Assert.Contains("'Number' of the memory: expected Single", error.Message);
        Assert.All(
            [-1, double.NaN, double.PositiveInfinity],
            ratio => Assert.Equal("ratio", Assert.Throws<ArgumentOutOfRangeException>(
                () => _ml.ContinualLearning().MemoryReplay(Rows(0, 1), Rows(0, 1), ratio)).ParamName));
    }

    [Fact]
    public void ReadingAnotherType_OrAColumnThatWasNotAskedFor_IsRefused()
    {
        var view = Replay(Rows(0, 1), Rows(0, 1));
        using var cursor = view.GetRowCursor([view.Schema["Number"]]);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(view.Schema["Number"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Prompt"]));
    }

    private IDataView Replay(IDataView fresh, IDataView memory) => _ml.ContinualLearning().MemoryReplay(fresh, memory, seed: 3);

    private IDataView Rows(int from, int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(from, count).Select(Ask.Of).ToList());

    private static float[] Numbers(IDataView view) => [.. view.GetColumn<float>("Number")];
}
