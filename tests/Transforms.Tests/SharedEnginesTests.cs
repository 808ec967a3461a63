using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

public sealed class SharedEnginesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TransformersOfOneBundle_ShareOneModel()
    {
        using var room = new EngineRoom();
        using var first = room.Transformer(_ml);
        using var second = room.Transformer(_ml);
        Ask(first);
        Ask(second);
        Assert.Equal(1, room.Opened);
    }

    [Fact]
    public void TransformersOfOneBundle_ByTwoNamesOfItsFolder_ShareOneModel()
    {
        using var room = new EngineRoom();
        using var first = room.Transformer(_ml, bundle: "base");
        using var second = room.Transformer(_ml, bundle: Path.GetFullPath("base") + Path.DirectorySeparatorChar);
        Ask(first);
        Ask(second);
        Assert.Equal(1, room.Opened);
    }

    [Fact]
    public void TransformersOfOtherBundles_DoNot()
    {
        using var room = new EngineRoom();
        using var first = room.Transformer(_ml, bundle: "one");
        using var second = room.Transformer(_ml, bundle: "two");
        Ask(first);
        Ask(second);
        Assert.Equal(2, room.Opened);
    }

    [Fact]
    public void TheModel_IsClosed_WhenTheLastTransformerIsDisposed()
    {
        var room = new EngineRoom();
        var first = room.Transformer(_ml);
        var second = room.Transformer(_ml);
        Ask(first);
        Ask(second);
        first.Dispose();
        Assert.Equal(0, room.Closed);
        second.Dispose();
        second.Dispose();
        Assert.Equal(1, room.Closed);
    }

    [Fact]
    public void ATransformerDisposedInMidPass_LetsTheCursorFinish()
    {
        var room = new EngineRoom();
        var transformer = room.Transformer(_ml, batchSize: 2);
        var view = transformer.Transform(Asks.Of(_ml, 6));
        using (var cursor = view.GetRowCursor(view.Schema))
        {
            var get = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"]);
            ReadOnlyMemory<char> text = default;
            for (var row = 0; cursor.MoveNext(); row++)
            {
                get(ref text);
                Assert.Equal($"question {row} about {row}.png", text.ToString());
                transformer.Dispose();
            }
        }

        Assert.Equal(1, room.Opened);
        Assert.Equal(1, room.Closed);
    }

    [Fact]
    public void AFailureToLoad_IsNotRemembered()
    {
        using var room = new EngineRoom { FailingOpens = 1 };
        using var transformer = room.Transformer(_ml);
        Assert.Throws<InvalidOperationException>(() => Ask(transformer));
        Ask(transformer);
        Assert.Equal(2, room.Opened);
    }

    [Fact]
    public void ACursorThatIsForgotten_GivesItsLeaseBackWhenItIsCollected()
    {
        var room = new EngineRoom();
        Forget(room);
        for (var tries = 0; room.Closed == 0 && tries < 50; tries++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(1, room.Closed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget(EngineRoom room)
    {
        var view = room.Transformer(_ml).Transform(Asks.Of(_ml, 3));
        var cursor = view.GetRowCursor(view.Schema);
        ReadOnlyMemory<char> text = default;
        Assert.True(cursor.MoveNext());
        cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"])(ref text);
        Assert.Equal(0, room.Closed);
    }

    private void Ask(LvlmTransformer transformer) =>
        Assert.Equal("question 0 about 0.png", transformer.Transform(Asks.Of(_ml, 1)).GetColumn<string>("Answer").Single());
}
