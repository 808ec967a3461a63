using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Tests.Methods;

namespace MlopsCl.Learner.Tests.Batches;

public sealed class MixedBatchSourceTests
{
    private static readonly PreparedSample[] Fresh = [.. Enumerable.Range(0, 12).Select(number => Samples.Of("new", [number]))];

    // A task with nine samples in memory and one with three.
    private static readonly PreparedSample[] Memory =
        [.. Enumerable.Range(0, 9).Select(number => Samples.Of("large", [number])), .. Enumerable.Range(0, 3).Select(number => Samples.Of("small", [number]))];

    [Fact]
    public void Read_InProportion_PassesOnceOverNewAndMemorySamples()
    {
        var source = new MixedBatchSource(Fresh, Memory, batchSize: 8, ratio: 0, seed: 3);
        var epoch = Enumerable.Range(0, source.BatchesPerEpoch).SelectMany(index => source.Read(0, index)).ToArray();
        Assert.Equal(3, source.BatchesPerEpoch);
        Assert.Equal(Fresh.Concat(Memory).Select(sample => sample.Digest).Order(), epoch.Select(sample => sample.Digest).Order());
    }

    [Fact]
    public void Read_DrawingTasksEqually_TakesEachTaskEquallyOften()
    {
        var source = new MixedBatchSource(Fresh, Memory, batchSize: 8, ratio: 1, seed: 3, drawsTasksEqually: true);
        for (var batch = 0; batch < 9; batch++)
        {
            var tasks = source.Read(batch / 3, batch % 3).CountBy(sample => sample.Task).ToDictionary();
            Assert.Equal((4, 2, 2), (tasks["new"], tasks["large"], tasks["small"]));
        }
    }

    [Fact]
    public void Read_DrawingTasksEqually_TakesEverySampleOfATaskBeforeAnyTwice()
    {
        var source = new MixedBatchSource(Fresh, Memory, batchSize: 8, ratio: 1, seed: 3, drawsTasksEqually: true);
        var small = Enumerable.Range(0, 3).SelectMany(index => source.Read(0, index)).Where(sample => sample.Task == "small").Select(
            sample => sample.Digest).ToArray();
        Assert.Equal(6, small.Length);
        Assert.Equal(3, small[..3].Distinct().Count());
        Assert.Equal(3, small[3..].Distinct().Count());
    }
}
