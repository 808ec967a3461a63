using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Tests.Updating;

/// <summary>The worker is killed before or after each of its writes in turn; a new one has to bring the run to the same end, once.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_KilledAtAnyWrite_IsFinishedByTheNextWorker_Once(bool after)
    {
        string undisturbed;
        using (var stage = new Stage(memoryShare: 1))
            undisturbed = await FinishAsync(stage);

        var survived = false;
        for (var write = 1; !survived; write++)
        {
            using var stage = new Stage(memoryShare: 1);
            await stage.SubmitAsync("garments", 2);
            Assert.IsType<RunPromoted>(await stage.RunAsync());
            var acceptance = await stage.SubmitAsync("digits", 2);
            var mortal = new MortalStore(stage.Store, write, after);
            survived = await SurvivesAsync(() => stage.RunAsync(mortal, "first"));
            var between = await stage.Log.StateAsync(Stage.Stream, default);
            Assert.True(between.Production is 1 or 2);
            Assert.True(write < 200, "the run never ends");

            while (await stage.RunAsync(work: "second") is { } outcome)
                Assert.Equal((acceptance.RunKey, RunState.Promoted, outcome.Run.Reason), (outcome.Run.Key, outcome.Run.State, null));
            await CheckAsync(stage, undisturbed);
        }
    }

    private static async Task<string> FinishAsync(Stage stage)
    {
        await stage.SubmitAsync("garments", 2);
        await stage.RunAsync();
        await stage.SubmitAsync("digits", 2);
        return Assert.IsType<RunPromoted>(await stage.RunAsync()).Release.Candidate.AdapterSha256;
    }

    private static async Task CheckAsync(Stage stage, string adapter)
    {
        var releases = await stage.Log.ReleasesAsync(Stage.Stream, default);
        Assert.Equal(2, releases.Count);
        Assert.Equal(adapter, releases[1].Candidate.AdapterSha256);
        Assert.Equal(2, Directory.GetFiles(stage[$"store/streams/{Stage.Stream}/releases"]).Length);
        Assert.Equal(2, (await stage.Log.LedgerAsync(Stage.Stream, default)).Count);
        var status = await stage.Log.StatusAsync(Stage.Stream, default);
        Assert.Equal((2, 0), (status.State.Production, status.State.Waiting.Count));
        Assert.All(status.Runs, r => Assert.Equal(RunState.Promoted, r.State));
        Assert.Empty(Directory.GetFiles(stage["store/.store/aside"]));
    }

    private static async Task<bool> SurvivesAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }
}
