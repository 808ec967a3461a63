using System.Security.Cryptography;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Updating;

/// <summary>What goes wrong around a run and is not its fault costs it nothing; what was changed under it is seen.</summary>
public sealed class TroubledRunTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Run_WhoseRecipeIsBeingEdited_WaitsUntilItCanBeRead()
    {
        using var stage = new Stage();
        var acceptance = await stage.SubmitAsync("garments");
        var recipe = await File.ReadAllTextAsync(stage[$"streams/{Stage.Stream}.yml"]);
        await File.WriteAllTextAsync(stage[$"streams/{Stage.Stream}.yml"], recipe + "\nhalf-written");
        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<RecipeInvalidException>(() => stage.RunAsync());
        var waiting = await stage.RunOfAsync(acceptance.RunKey);
        Assert.Equal((RunState.Accepted, 0, 0), (waiting.State, waiting.Attempts, waiting.Claims));
        await File.WriteAllTextAsync(stage[$"streams/{Stage.Stream}.yml"], recipe);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public async Task Run_OfAWorkerThatCannotWriteItsFolder_WaitsForOneThatCan()
    {
        using var stage = new Stage();
        await File.WriteAllTextAsync(stage["file"], "");
        var acceptance = await stage.SubmitAsync("garments");
        for (var i = 0; i < 5; i++)
            Assert.Contains("MLOPSCL_WORK", (await Assert.ThrowsAsync<StoreUnavailableException>(() => stage.RunAsync(work: "file/work"))).Message);
        var waiting = await stage.RunOfAsync(acceptance.RunKey);
        Assert.Equal((RunState.Accepted, 0, 0), (waiting.State, waiting.Attempts, waiting.Claims));
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public async Task Run_ThatIsAskedForAgainWhileItsEndIsAnnounced_IsTriedAgain()
    {
        var broken = true;
        Stage? stage = null;
        using (stage = new Stage
        {
            Device = new ScriptedDevice { OnStep = (_, _) => _ = broken ? throw new InvalidOperationException("Broken.") : 0 },
            Announce = async (outcome, stop) =>
            {
                if (outcome is RunFailed)
                    await stage!.Intake.RetryAsync(Stage.Stream, outcome.Run.Key, null, stop);
            },
        })
        {
            await stage.SubmitAsync("garments");
            Assert.IsType<RunFailed>(await stage.RunAsync());
            broken = false;
            Assert.IsType<RunPromoted>(await stage.RunAsync());
            Assert.Null(await stage.RunAsync());
        }
    }

    [Fact]
    public async Task Run_WhoseStoredCheckpointIsDamaged_BeginsAnewAndLeavesTheQueue()
    {
        var stage = new Stage();
        using (stage)
        {
            await stage.SubmitAsync("garments");
            await StopAfterCheckpointAsync(stage, "one");
            var digest = (await stage.Log.StatusAsync(Stage.Stream, default)).Runs[0].CheckpointSha256!;
            await File.WriteAllTextAsync(stage[$"store/blobs/sha256/{digest[..2]}/{digest[2..]}"], "damaged");
            var steps = new List<int>();
            var second = new ScriptedDevice { OnStep = (step, _) => steps.Add(step) };
            Assert.IsType<RunPromoted>(await stage.Runner(work: "other", device: second).RunNextAsync(Stage.Stream, null, default));
            Assert.Equal([1, 2, 3], steps);
            Assert.Empty((await stage.Log.StateAsync(Stage.Stream, default)).Waiting);
        }
    }

    [Fact]
    public async Task Run_WhoseOwnCheckpointIsDamaged_GoesOnFromTheStores()
    {
        using var stage = new Stage();
        await stage.SubmitAsync("garments");
        await StopAfterCheckpointAsync(stage, "work");
        var checkpoint = Assert.Single(Directory.GetFiles(stage["work/runs"], "step", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(checkpoint, "damaged");
        var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal(1, promoted.Run.Attempts);
    }

    [Fact]
    public async Task Run_WhoseDatasetChangesWhileItLearns_IsQuarantined()
    {
        Stage? stage = null;
        var changed = false;
        var device = new ScriptedDevice
        {
            OnStep = (_, _) =>
            {
                if (!changed)
                    File.Copy(stage!["datasets/garments/images/garments-100-0.png"], stage["datasets/garments/images/garments-100-1.png"], overwrite: true);
                changed = true;
            },
        };
        using (stage = new Stage(memoryShare: 1) { Device = device })
        {
            await stage.SubmitAsync("garments");
            var quarantined = Assert.IsType<RunQuarantined>(await stage.RunAsync());
            Assert.Contains("it changed", quarantined.Reason);
            Assert.Null((await stage.Log.StateAsync(Stage.Stream, default)).Production);
        }
    }

    [Fact]
    public async Task Run_WhoseBaseModelChangesWhileItLearns_LearnsOnceMore()
    {
        Stage? stage = null;
        var device = new ScriptedDevice { OnStep = (step, _) => File.WriteAllText(stage!["base/model.safetensors"], "other weights") };
        using (stage = new Stage { Device = device })
        {
            await stage.SubmitAsync("garments");
            var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
            Assert.Equal((1, 2), (promoted.Run.Attempts, stage.Device.Orders.Count));
        }
    }

    [Fact]
    public async Task Pictures_ThatAreNotWholeInTheCache_ComeOutOfTheStoreAnew()
    {
        using var stage = new Stage(memoryShare: 1);
        await stage.SubmitAsync("garments");
        await stage.RunAsync();
        var cached = Directory.GetFiles(stage["work/cache/content"], "*", SearchOption.AllDirectories);
        Assert.NotEmpty(cached);
        foreach (var file in cached)
            await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..10]);
        await stage.SubmitAsync("digits");
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.All(cached, file => Assert.Equal(
            Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))));
    }

    private static async Task StopAfterCheckpointAsync(Stage stage, string work)
    {
        using var stop = new CancellationTokenSource();
        var device = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                if (step == 3 && SpinWait.SpinUntil(
                    () => stage.Log.StatusAsync(Stage.Stream, default).GetAwaiter().GetResult().Runs[0].CheckpointSha256 is not null, s_patience))
                    stop.Cancel();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Runner(work: work, device: device).RunNextAsync(Stage.Stream, null, stop.Token));
    }
}
