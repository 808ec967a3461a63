using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class RetentionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Run_ThatIsPromoted_LeavesNoCheckpointInTheStoreAndNoFolder()
    {
        Stage? stage = null;
        var seen = new List<string>();
        var device = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                // The checkpoint of the step before has reached the store when this step begins.
                if (step > 1 && SpinWait.SpinUntil(() => Checkpoint(stage!) is { } digest && !seen.Contains(digest), s_patience))
                    seen.Add(Checkpoint(stage!)!);
                if (step == 3)
                    Assert.True(SpinWait.SpinUntil(() => !Holds(stage!.Store, seen[0]), s_patience), "the superseded checkpoint stayed");
            },
        };
        using (stage = new Stage { Device = device })
        {
            await stage.SubmitAsync("garments");
            Assert.IsType<RunPromoted>(await stage.RunAsync());
            Assert.Equal(2, seen.Count);
            Assert.DoesNotContain(seen, digest => Holds(stage.Store, digest));
            Assert.Empty(Directory.EnumerateFileSystemEntries(stage[$"work/runs/{Stage.Stream}"]));
        }
    }

    [Fact]
    public async Task Run_ThatIsParked_LeavesNoCheckpointInTheStoreAndNoFolder()
    {
        Stage? stage = null;
        var device = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                if (step == 2 && SpinWait.SpinUntil(() => Checkpoint(stage!) is not null, s_patience))
                    throw new InvalidOperationException("The device is on fire.");
            },
        };
        using (stage = new Stage { Device = device })
        {
            await stage.SubmitAsync("garments");
            var failed = Assert.IsType<RunFailed>(await stage.RunAsync());
            Assert.NotNull(failed.Run.CheckpointSha256);
            Assert.False(Holds(stage.Store, failed.Run.CheckpointSha256));
            Assert.Empty(Directory.EnumerateFileSystemEntries(stage[$"work/runs/{Stage.Stream}"]));
        }
    }

    [Fact]
    public async Task Run_WhoseStoredCheckpointIsGone_BeginsAnewAndEndsTheSame()
    {
        using var stop = new CancellationTokenSource();
        Stage? stage = null;
        var first = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                if (step == 3 && SpinWait.SpinUntil(() => Checkpoint(stage!) is not null, s_patience))
                    stop.Cancel();
            },
        };
        using (stage = new Stage())
        {
            await stage.SubmitAsync("garments");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => stage.Runner(work: "one", device: first).RunNextAsync(Stage.Stream, null, stop.Token));
            await new ContentStore(stage.Store).RemoveAsync(Checkpoint(stage)!, default);
            var steps = new List<int>();
            var second = new ScriptedDevice { OnStep = (step, _) => steps.Add(step) };
            var promoted = Assert.IsType<RunPromoted>(await stage.Runner(work: "other", device: second).RunNextAsync(Stage.Stream, null, default));
            Assert.Equal([1, 2, 3], steps);
            Assert.Equal(promoted.Release.Candidate.Report.AdapterSha256, promoted.Release.Candidate.AdapterSha256);
        }
    }

    private static string? Checkpoint(Stage stage) =>
        stage.Log.StatusAsync(Stage.Stream, default).GetAwaiter().GetResult().Runs[0] is { State: RunState.Prepared } run
        ? run.CheckpointSha256
        : null;

    private static bool Holds(IStore store, string sha256)
    {
        try
        {
            store.OpenReadAsync($"blobs/sha256/{sha256[..2]}/{sha256[2..]}", default).GetAwaiter().GetResult().Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
