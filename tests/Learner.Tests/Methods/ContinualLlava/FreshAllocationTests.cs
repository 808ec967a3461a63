using MlopsCl.Learner.Methods.ContinualLlava;

namespace MlopsCl.Learner.Tests.Methods.ContinualLlava;

public sealed class FreshAllocationTests
{
    private static readonly ContinualLlavaOptions Pairs = new() { Chosen = 2, Entries = 4 };

    [Fact]
    public void Allocate_ForTwoTasks_GivesEachQuestionUnusedEntriesWithItsVectorAsKey()
    {
        var (keys, owners) = Pool(4);
        Allocate(Pairs, [[1, 0]], [10], keys, owners, task: 1);
        Allocate(Pairs, [[0.9f, 0.1f]], [10], keys, owners, task: 2);
        Assert.Equal([1, 1, 2, 2], owners);
        Assert.Equal([1, 0], keys[0]);
        Assert.Equal([1, 0], keys[1]);
        Assert.Equal([0.9f, 0.1f], keys[2]);
        Assert.Equal([0.9f, 0.1f], keys[3]);
    }

    [Fact]
    public void Allocate_ForQuestionSeenBefore_TakesNothing()
    {
        var (keys, owners) = Pool(4);
        Allocate(Pairs, [[1, 0]], [10], keys, owners, task: 1);
        Allocate(Pairs, [[2, 0]], [10], keys, owners, task: 2);
        Assert.Equal([1, 1, 0, 0], owners);
    }

    [Fact]
    public void Allocate_InFullPool_GrowsByTheEntriesMissing()
    {
        var (keys, owners) = Pool(3);
        Allocate(Pairs, [[1, 0], [0, 1]], [5, 5], keys, owners, task: 1);
        Assert.Equal([1, 1, 1, 1], owners);
        Assert.Equal(4, keys.Count);
        Assert.Equal(keys[2], keys[3]);
    }

    [Fact]
    public void Allocate_InFullPoolThatShares_LeavesKeysAlone()
    {
        var (keys, owners) = Pool(2);
        var sharing = Pairs with { WhenFull = FullPool.Share };
        Allocate(sharing, [[1, 0]], [5], keys, owners, task: 1);
        Allocate(sharing, [[0, 1]], [5], keys, owners, task: 2);
        Assert.Equal([1, 1], owners);
        Assert.Equal([1, 0], keys[1]);
    }

    [Fact]
    public void Allocate_OfMoreQuestionsThanMayTakeEntries_TakesTheMostFrequentThenTheFarthest()
    {
        var (keys, owners) = Pool(8);
        Allocate(Pairs with { FreshQuestions = 2 }, [[1, 0.1f], [1, 0], [0, 1]], [3, 4, 1], keys, owners, task: 1);
        Assert.Equal([1, 1, 1, 1, 0, 0, 0, 0], owners);
        Assert.Equal([1, 0], keys[0]);
        Assert.Equal([0, 1], keys[2]);
    }

    private static (List<float[]> Keys, List<int> Owners) Pool(int entries) =>
        ([.. Enumerable.Range(0, entries).Select(_ => new float[] { 0.7f, -0.7f })], [.. new int[entries]]);

    private static void Allocate(ContinualLlavaOptions options, float[][] questions, int[] counts, List<float[]> keys, List<int> owners, int task) =>
        new FreshAllocation(options).Allocate(questions, counts, keys, owners, centre: [0, 0], task);
}
