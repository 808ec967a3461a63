using Azure.Storage.Blobs;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Tests.Stores;

namespace MlopsCl.Pipeline.Tests.Updating;

[Collection(AzuriteCollection.Name)]
public sealed class BlobUpdateTests(Azurite azurite)
{
    [Fact]
    public async Task Updates_OnABlobStore_SurviveAWorkerThatDiesAfterItsVerdict()
    {
        using var stage = new Stage(memoryShare: 1);
        var store = new BlobStore(new BlobContainerClient(azurite.ConnectionString, "updates"), TimeProvider.System);
        var intake = new UpdateIntake(store, stage.Recipes, TimeProvider.System);
        foreach (var task in new[] { "garments", "digits" })
            await intake.AcceptAsync(await stage.DatasetAsync(task), default);
        Assert.IsType<RunPromoted>(await stage.RunAsync(store));

        var log = new StreamLog(store);
        var dying = new MortalStore(store, 1, after: false, name => name.EndsWith("releases/2.json", StringComparison.Ordinal));
        await Assert.ThrowsAsync<KilledException>(() => stage.RunAsync(dying));
        Assert.Equal(1, (await log.StateAsync(Stage.Stream, default)).Production);

        Assert.Equal(2, Assert.IsType<RunPromoted>(await stage.RunAsync(store)).Release.Number);
        Assert.Null(await stage.RunAsync(store));
        Assert.Equal(2, (await log.ReleasesAsync(Stage.Stream, default)).Count);
        Assert.Equal(2, (await log.LedgerAsync(Stage.Stream, default)).Count);
        Assert.Equal([Stage.Stream], await ToListAsync(log.StreamsAsync(default)));
    }

    private static async Task<List<string>> ToListAsync(IAsyncEnumerable<string> names)
    {
        var list = new List<string>();
        await foreach (var name in names)
            list.Add(name);
        return list;
    }
}
