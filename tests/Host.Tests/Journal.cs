using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host.Tests;

/// <summary>What a site's store says.</summary>
internal sealed class Journal(Site site)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public StreamLog Log { get; } = new(StoreFactory.Open(site.Store, TimeProvider.System));

    public Task<StreamStatus> StatusAsync() => Log.StatusAsync(Site.Stream, CancellationToken.None);

    /// <summary>Looks until the runs are as wanted.</summary>
    public async Task<IReadOnlyList<Pipeline.Journal.Run>> UntilAsync(Func<IReadOnlyList<Pipeline.Journal.Run>, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var runs = (await Log.StatusAsync(Site.Stream, patience.Token)).Runs;
            if (wanted(runs))
                return runs;
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Waits until nothing is left to do.</summary>
    public async Task<IReadOnlyList<Pipeline.Journal.Run>> EndAsync()
    {
        await UntilAsync(runs => runs.Count > 0 && runs.All(r => r.IsFinished));
        using var patience = new CancellationTokenSource(Patience);
        while ((await Log.StateAsync(Site.Stream, patience.Token)).Waiting.Count > 0)
            await Task.Delay(5, patience.Token);
        return (await StatusAsync()).Runs;
    }
}
