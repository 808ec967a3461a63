using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host.Tests;

public sealed class When_a_worker_is_killed : IAsyncLifetime
{
    private const int Epochs = 60;
    private string _undisturbed = "";

    public async Task InitializeAsync() => _undisturbed = (await EndAsync(journal => journal.EndAsync())).Adapter;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task In_training_scoring_or_promotion_a_new_one_finishes_the_run_once_with_the_same_adapter()
    {
        var disturbed = new List<(string, int)>
        {
            await EndAsync(journal => journal.UntilAsync(runs => runs[0].State == RunState.Prepared && runs[0].CheckpointSha256 is not null)),
            await EndAsync(journal => journal.UntilAsync(runs => runs[0].State >= RunState.Trained)),
            await EndAsync(journal => journal.UntilAsync(runs => runs[0].State >= RunState.Judged)),
        };
        Assert.All(disturbed, end => Assert.Equal((_undisturbed, 1), end));
    }

    [Fact]
    public async Task Or_interrupted_in_training_a_new_one_finishes_the_run_with_the_same_adapter()
    {
        var end = await EndAsync(
            journal => journal.UntilAsync(runs => runs[0].State == RunState.Prepared && runs[0].CheckpointSha256 is not null),
            async worker => Assert.Contains(await worker.InterruptAsync(), new[] { 0, 4 }));
        Assert.Equal((_undisturbed, 1), end);
    }

    // Starts a worker, kills it when the moment has come, lets another finish; gives adapter and number of releases.
    private static async Task<(string Adapter, int Releases)> EndAsync(Func<Journal, Task> moment, Func<WorkerProcess, Task>? end = null)
    {
        using var site = new Site(Epochs);
        var submitted = await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        Assert.Equal((0, ""), (submitted.ExitCode, submitted.Error));
        var journal = new Journal(site);
        using (var first = new WorkerProcess(site))
        {
            await moment(journal);
            await (end ?? KillAsync)(first);
        }
        using var second = new WorkerProcess(site);
        var run = Assert.Single(await journal.EndAsync());
        Assert.Equal("", run.Reason ?? "");
        Assert.Equal((RunState.Promoted, 0), (run.State, run.Attempts));
        var releases = await journal.Log.ReleasesAsync(Site.Stream, CancellationToken.None);
        return (releases[^1].Candidate.AdapterSha256, releases.Count);
    }

    private static Task KillAsync(WorkerProcess worker)
    {
        worker.Kill();
        return Task.CompletedTask;
    }
}
