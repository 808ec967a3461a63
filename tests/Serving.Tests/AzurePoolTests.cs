using Microsoft.Extensions.DependencyInjection;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Tests;
using MlopsCl.Pipeline.Tests.Stores;

namespace MlopsCl.Serving.Tests;

/// <summary>A pool over Azure's storage, as the emulator has it.</summary>
public sealed class AzurePoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APool_ServesFromAzure_FollowsThePointer_AndGoesOnWhenTheStorageIsGone()
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        var before = Environment.GetEnvironmentVariable(StoreFactory.ConnectionStringVariable);
        try
        {
            Environment.SetEnvironmentVariable(StoreFactory.ConnectionStringVariable, azurite.ConnectionString);
            var shelf = new ReleaseShelf(StoreFactory.Open("azure://pool", TimeProvider.System), TimeProvider.System);
            await shelf.PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["free"], "free"));
            using var services = new ServiceCollection().AddLogging()
                .AddLvlmPool(pool => RealAdapter.Quick(pool, "azure://pool", _folder["cache"])).BuildServiceProvider();
            var pool = services.GetRequiredService<LvlmPool>();
            Assert.True(await pool.RefreshAsync());
            Assert.Equal(("free", 1), await RealAdapter.AskAsync(pool));
            await shelf.PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["rights"], "rights"));
            Assert.True(await pool.RefreshAsync());
            Assert.Equal(("rights", 2), await RealAdapter.AskAsync(pool));
            await shelf.RollbackAsync(1);
            await azurite.DisposeAsync();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => pool.RefreshAsync());
            Assert.Equal(("rights", 2), await RealAdapter.AskAsync(pool));
        }
        finally
        {
            Environment.SetEnvironmentVariable(StoreFactory.ConnectionStringVariable, before);
            await azurite.DisposeAsync();
        }
    }
}
