using System.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace MlopsCl.Standins.Tests.MicrosoftML;

/// <summary>A runtime that compiles at every pass takes more time for that than for the rows, on this thread and on its own.</summary>
public sealed class CompilingTests
{
    private const int Passes = 200;

    [Fact]
    public void APassOverObjects_CompilesNothing_OnceTheirClassHasBeenRead()
    {
        var ml = new MLContext(seed: 1);
        Item[] items = [new Item { Name = "0" }, new Item { Name = "1" }, new Item { Name = "2" }];
        var view = ml.Data.LoadFromEnumerable(items);
        var compiled = CompiledByPasses(() => Assert.Equal("2", view.GetColumn<string>("Name").Last()));
        Assert.True(compiled < Passes / 2, $"{compiled} methods were compiled in {Passes} passes.");
    }

    [Fact]
    public void WritingRowsIntoObjects_CompilesNothing_OnceTheirClassHasBeenWritten()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.Data.LoadFromEnumerable([new Item { Name = "a", Sizes = [1, 2], Amount = 3 }]);
        var compiled = CompiledByPasses(() => Assert.Equal([1, 2], ml.Data.CreateEnumerable<Item>(view, reuseRowObject: false).Single().Sizes));
        Assert.True(compiled < Passes / 2, $"{compiled} methods were compiled in {Passes} passes.");
    }

    // On this thread: what the runtime compiles again, better, it compiles on another.
    private static long CompiledByPasses(Action pass)
    {
        pass();
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        for (var i = 0; i < Passes; i++)
            pass();
        return JitInfo.GetCompiledMethodCount(currentThread: true) - before;
    }

    private sealed class Item
    {
        public string Name { get; set; } = "";

        public float[] Sizes { get; set; } = [];

        public float Amount { get; set; }
    }
}
