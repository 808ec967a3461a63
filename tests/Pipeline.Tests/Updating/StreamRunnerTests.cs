using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class StreamRunnerTests
{
    [Fact]
    public async Task RunNextAsync_OfThreeTasks_PromotesEachOnTopOfTheLast()
    {
        using var stage = new Stage(memoryShare: 1);
        foreach (var task in new[] { "garments", "digits", "icons" })
            await stage.SubmitAsync(task);
        for (var number = 1; number <= 3; number++)
        {
            var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
            Assert.Equal(number, promoted.Release.Number);
            Assert.Equal(number == 1 ? null : number - 1, promoted.Release.Candidate.Parent);
            Assert.Equal(number, promoted.Scorecard.Tasks.Count);
            Assert.All(promoted.Scorecard.Tasks, t => Assert.Equal(1, t.Accuracy));
            Assert.Equal("accepted", promoted.Verdict.Result);
        }
        Assert.Null(await stage.RunAsync());
        var releases = await stage.Log.ReleasesAsync(Stage.Stream, default);
        Assert.Equal(["garments", "digits", "icons"], releases[^1].Tasks.Select(t => t.Task));
        Assert.Equal([0, 6, 12], stage.Device.Orders.Select(o => o.Memory.Count));
    }

    [Fact]
    public async Task RunNextAsync_WithoutMemory_ForgetsAndIsRejected_AndTheOldReleaseServes()
    {
        using var stage = new Stage(memoryShare: 0);
        await stage.SubmitAsync("garments");
        await stage.SubmitAsync("digits");
        await stage.RunAsync();
        var rejected = Assert.IsType<RunRejected>(await stage.RunAsync());
        Assert.Equal(0, rejected.Scorecard.Find("garments")!.Accuracy);
        Assert.Equal(("rejected", RunState.Rejected), (rejected.Verdict.Result, rejected.Run.State));
        Assert.Equal(1, (await stage.Log.StateAsync(Stage.Stream, default)).Production);
        Assert.Equal([LedgerKind.Promoted, LedgerKind.Rejected], (await stage.Log.LedgerAsync(Stage.Stream, default)).Select(r => r.Kind));
    }

    [Fact]
    public async Task RunNextAsync_AfterTheProducersFilesVanished_ExaminesEarlierTasksFromTheStore()
    {
        using var stage = new Stage(memoryShare: 1);
        await stage.SubmitAsync("garments");
        await stage.RunAsync();
        Directory.Delete(stage["datasets/garments"], recursive: true);
        Directory.Delete(stage["work"], recursive: true);
        await stage.SubmitAsync("digits");
        var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal(1, promoted.Scorecard.Find("garments")!.Accuracy);
        Assert.Equal(6, promoted.Scorecard.Find("garments")!.Items);
    }

    [Fact]
    public async Task RunNextAsync_OfABadDataset_QuarantinesItAndGoesOnWithTheNext()
    {
        using var stage = new Stage();
        var bad = await stage.SubmitAsync("garments");
        await stage.SubmitAsync("digits");
        File.Delete(stage["datasets/garments/images/garments-100-3.png"]);
        var quarantined = Assert.IsType<RunQuarantined>(await stage.RunAsync());
        Assert.Equal(bad.RunKey, quarantined.Run.Key);
        Assert.Contains("digest", quarantined.Reason);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal(RunState.Quarantined, (await stage.RunOfAsync(bad.RunKey)).State);
    }

    [Fact]
    public async Task RunNextAsync_OfASignedAddress_TellsNoSecretAndKeepsNoneOnceItHasEnded()
    {
        using var stage = new Stage();
        var request = await stage.DatasetAsync("garments");
        var told = new List<string>();
        var accepted = await stage.Intake.AcceptAsync(request with { DatasetAddress = "ftp://anna:S3CRET@host/digits.tar?se=2030&sig=S3CRET" }, default);
        var outcome = Assert.IsType<RunQuarantined>(await stage.Runner().RunNextAsync(Stage.Stream, new Listener(told), default));
        Assert.Contains("'ftp://host/digits.tar'", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("reading ftp://host/digits.tar", told);
        Assert.Equal("ftp://host/digits.tar", (await stage.RunOfAsync(accepted.RunKey)).DatasetAddress);
        foreach (var file in Directory.EnumerateFiles(stage["store"], "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("S3CRET", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.DoesNotContain(told, line => line.Contains("S3CRET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunNextAsync_OfAFailureThatQuotesASecretAtLength_KeepsWhatCanBeShown()
    {
        var message = $"Refused by https://host/data?sig=S3CRET {new string('x', 5000)}. Sign in anew.";
        using var stage = new Stage { Device = new ScriptedDevice { OnStep = (_, _) => throw new InvalidOperationException(message) } };
        await stage.SubmitAsync("garments");
        var failed = Assert.IsType<RunFailed>(await stage.RunAsync());
        Assert.StartsWith("Refused by https://host/data xxx", failed.Reason, StringComparison.Ordinal);
        Assert.EndsWith("Sign in anew.", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(400, failed.Reason.Length);
        var log = await new ContentStore(stage.Store).ReadBytesAsync(failed.Run.LogSha256!, default);
        Assert.DoesNotContain("S3CRET", System.Text.Encoding.UTF8.GetString(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunNextAsync_OfAnAlwaysFailingRun_ParksItWithItsErrorAndGoesOn()
    {
        using var stage = new Stage { Device = new ScriptedDevice { OnStep = (_, _) => throw new InvalidOperationException("The device is on fire.") } };
        var acceptance = await stage.SubmitAsync("garments");
        var failed = Assert.IsType<RunFailed>(await stage.RunAsync());
        Assert.Equal(("The device is on fire.", 3), (failed.Reason, failed.Run.Attempts));
        Assert.Equal(3, stage.Device.Orders.Count);
        var log = await new ContentStore(stage.Store).ReadBytesAsync(failed.Run.LogSha256!, default);
        Assert.Contains("ScriptedDevice", System.Text.Encoding.UTF8.GetString(log));
        Assert.Null(await stage.RunAsync());
        Assert.Equal(RunState.Failed, (await stage.RunOfAsync(acceptance.RunKey)).State);
    }

    [Fact]
    public async Task RunNextAsync_ThatFailsTwice_SucceedsAtTheThirdAttempt()
    {
        var failures = 2;
        using var stage = new Stage
        {
            Device = new ScriptedDevice { OnStep = (_, _) => _ = failures-- > 0 ? throw new InvalidOperationException("Not yet.") : 0 },
        };
        await stage.SubmitAsync("garments");
        var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal(2, promoted.Run.Attempts);
    }

    [Fact]
    public async Task RetryAsync_OfAParkedRun_RunsItAgain()
    {
        var broken = true;
        using var stage = new Stage { Device = new ScriptedDevice { OnStep = (_, _) => _ = broken ? throw new InvalidOperationException("Broken.") : 0 } };
        var acceptance = await stage.SubmitAsync("garments");
        Assert.IsType<RunFailed>(await stage.RunAsync());
        broken = false;
        await stage.Intake.RetryAsync(Stage.Stream, acceptance.RunKey, null, default);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => stage.Intake.RetryAsync(Stage.Stream, acceptance.RunKey, null, default));
    }

    [Theory]
    [InlineData(28)] // ENOSPC
    [InlineData(122)] // EDQUOT
    public async Task RunNextAsync_OnAFullDisk_WaitsForRoomHoweverLong(int errno)
    {
        var full = true;
        using var stage = new Stage
        {
            Device = new ScriptedDevice { OnStep = (_, _) => _ = full ? throw new AggregateException(new IOException("No space left on device", errno)) : 0 },
        };
        var acceptance = await stage.SubmitAsync("garments");
        for (var i = 0; i < 10; i++)
            Assert.Contains("no room", (await Assert.ThrowsAsync<StoreUnavailableException>(() => stage.RunAsync())).Message);
        var waiting = await stage.RunOfAsync(acceptance.RunKey);
        Assert.Equal((RunState.Prepared, 0, 0), (waiting.State, waiting.Attempts, waiting.Claims));
        full = false;
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public async Task RunNextAsync_WithoutTheStoreOfADataset_CountsNoClaim()
    {
        using var stage = new Stage { Device = new ScriptedDevice { OnStep = (_, _) => throw new StoreUnavailableException("The store is away.") } };
        var acceptance = await stage.SubmitAsync("garments");
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => stage.RunAsync());
        Assert.Equal((0, 0), ((await stage.RunOfAsync(acceptance.RunKey)).Attempts, (await stage.RunOfAsync(acceptance.RunKey)).Claims));
    }

    [Fact]
    public async Task RunNextAsync_ThatFailsInParallelWork_TellsTheCause()
    {
        using var stage = new Stage
        {
            Device = new ScriptedDevice { OnStep = (_, _) => throw new AggregateException(new InvalidOperationException("Broken.")) },
        };
        await stage.SubmitAsync("garments");
        Assert.Equal("Broken.", Assert.IsType<RunFailed>(await stage.RunAsync()).Reason);
    }

    [Fact]
    public async Task RetryAsync_WithAnAddress_ReadsTheDatasetThere()
    {
        using var stage = new Stage();
        var request = await stage.DatasetAsync("garments");
        var acceptance = await stage.Intake.AcceptAsync(request with { DatasetAddress = stage["elsewhere"] }, default);
        Assert.IsType<RunQuarantined>(await stage.RunAsync());
        await stage.Intake.RetryAsync(Stage.Stream, acceptance.RunKey, request.DatasetAddress, default);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public Task RetryAsync_BeforeTheWorkerHasTakenTheRunOutOfTheQueue_KeepsItsNewTurnWaiting() => RetryWhileATurnEndsAsync(
        (stage, run, address, cancellation) => stage.Intake.RetryAsync(Stage.Stream, run.Key, address, cancellation));

    [Fact]
    public Task RetryAsync_KilledBetweenItsWritesWhileTheWorkerEndsTheTurn_IsFinishedByTheSameSubmission() => RetryWhileATurnEndsAsync(
        async (stage, run, address, cancellation) =>
        {
            var mortal = new UpdateIntake(new MortalStore(stage.Store, 1, after: true), stage.Recipes, stage.Clock);
            await Assert.ThrowsAsync<KilledException>(() => mortal.RetryAsync(Stage.Stream, run.Key, address, cancellation));
            await stage.Intake.AcceptAsync(await stage.DatasetAsync("garments"), cancellation);
        });

    /// <summary>A run is quarantined for want of its dataset and retried, with the right address, before its turn has left the queue: it has another.</summary>
    private static async Task RetryWhileATurnEndsAsync(Func<Stage, Run, string, CancellationToken, Task> retry)
    {
        var turns = 0;
        Stage? stage = null;
        UpdateRequest? request = null;
        using var held = stage = new Stage
        {
            Announce = async (outcome, cancellation) =>
            {
                if (turns++ == 0)
                    await retry(stage!, outcome.Run, request!.DatasetAddress, cancellation);
            },
        };
        request = await stage.DatasetAsync("garments");
        await stage.Intake.AcceptAsync(request with { DatasetAddress = stage["elsewhere"] }, default);
        Assert.IsType<RunQuarantined>(await stage.RunAsync());
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Null(await stage.RunAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetryAsync_KilledBetweenItsWrites_IsFinishedByTheSameSubmission(bool after)
    {
        using var stage = new Stage();
        var request = await stage.DatasetAsync("garments");
        var acceptance = await stage.Intake.AcceptAsync(request with { DatasetAddress = stage["elsewhere"] }, default);
        await stage.RunAsync();
        var mortal = new UpdateIntake(new MortalStore(stage.Store, after ? 1 : 2, after), stage.Recipes, stage.Clock);
        await Assert.ThrowsAsync<KilledException>(() => mortal.RetryAsync(Stage.Stream, acceptance.RunKey, request.DatasetAddress, default));
        Assert.Null(await stage.RunAsync());
        var again = await stage.Intake.AcceptAsync(request, default);
        Assert.Equal((true, acceptance.Sequence), (again.IsDuplicate, again.Sequence));
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public async Task RunNextAsync_WhileAnotherWorkerHasTheStream_GivesNull()
    {
        using var stage = new Stage();
        await stage.SubmitAsync("garments");
        await using (await stage.Store.TryLeaseAsync(StoreLayout.Lease(Stage.Stream), TimeSpan.FromSeconds(30), default))
            Assert.Null(await stage.RunAsync());
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public async Task RunNextAsync_WhoseRunWasTakenOver_StopsWithoutPromoting()
    {
        Stage? stage = null;
        var device = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                if (step == 2)
                    TakeOver(stage!).GetAwaiter().GetResult();
            },
        };
        using (stage = new Stage { Device = device })
        {
            await stage.SubmitAsync("garments");
            Assert.Null(await stage.RunAsync());
            Assert.Null((await stage.Log.StateAsync(Stage.Stream, default)).Production);
            var promoted = Assert.IsType<RunPromoted>(await stage.Runner(device: new ScriptedDevice()).RunNextAsync(Stage.Stream, null, default));
            Assert.Equal(3, promoted.Release.Epoch);
        }

        static async Task TakeOver(Stage stage)
        {
            var state = await new StateDocument(stage.Store).ChangeAsync(Stage.Stream, s => s with { Epoch = s.Epoch + 1 }, default);
            using var journal = await new RunDocuments(stage.Store, TimeProvider.System).ClaimAsync(Stage.Stream, state.Waiting[0], state.Epoch, default);
        }
    }

    [Fact]
    public async Task RunNextAsync_ThatIsCancelled_GoesOnFromItsCheckpoint()
    {
        using var stop = new CancellationTokenSource();
        var steps = new List<int>();
        using var stage = new Stage
        {
            Device = new ScriptedDevice
            {
                OnStep = (step, _) =>
                {
                    steps.Add(step);
                    if (steps.Count == 2)
                        stop.Cancel();
                },
            },
        };
        var acceptance = await stage.SubmitAsync("garments");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Runner().RunNextAsync(Stage.Stream, null, stop.Token));
        var stopped = await stage.RunOfAsync(acceptance.RunKey);
        Assert.Equal((RunState.Prepared, 0, 0), (stopped.State, stopped.Attempts, stopped.Claims));
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal([1, 2, 2, 3], steps);
    }

    [Fact]
    public async Task RunNextAsync_OnAnotherWorker_GoesOnFromTheStoredCheckpoint()
    {
        using var stop = new CancellationTokenSource();
        Stage? stage = null;
        var first = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                if (step == 3)
                {
                    SpinWait.SpinUntil(
                        () => stage!.Log.StatusAsync(Stage.Stream, default).GetAwaiter().GetResult().Runs[0].CheckpointSha256 is not null,
                        TimeSpan.FromSeconds(20));
                    stop.Cancel();
                }
            },
        };
        using (stage = new Stage())
        {
            await stage.SubmitAsync("garments");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => stage.Runner(work: "one", device: first).RunNextAsync(Stage.Stream, null, stop.Token));
            var steps = new List<int>();
            var second = new ScriptedDevice { OnStep = (step, _) => steps.Add(step) };
            Assert.IsType<RunPromoted>(await stage.Runner(work: "other", device: second).RunNextAsync(Stage.Stream, null, default));
            Assert.True(steps[0] is 2 or 3, $"began at step {steps[0]}");
        }
    }

    [Fact]
    public async Task RunNextAsync_OfARunWhoseWorkersDieSilently_ParksIt()
    {
        using var stage = new Stage();
        var acceptance = await stage.SubmitAsync("garments");
        for (var i = 0; i < 12; i++)
        {
            var state = await new StateDocument(stage.Store).ChangeAsync(Stage.Stream, s => s with { Epoch = s.Epoch + 1 }, default);
            using var journal = await new RunDocuments(stage.Store, TimeProvider.System).ClaimAsync(Stage.Stream, state.Waiting[0], state.Epoch, default);
        }
        var failed = Assert.IsType<RunFailed>(await stage.RunAsync());
        Assert.Contains("died 12 times", failed.Reason);
        Assert.Equal(acceptance.RunKey, failed.Run.Key);
    }

    [Fact]
    public async Task RunNextAsync_AfterARollbackInTheMiddle_BeginsAgainFromWhatServes()
    {
        Stage? stage = null;
        var rolledBack = false;
        var device = new ScriptedDevice
        {
            OnStep = (step, _) =>
            {
                if (rolledBack || stage!.Device.Orders.Count < 3)
                    return;
                rolledBack = true;
                new Promotion(stage.Store, TimeProvider.System).RollbackAsync(Stage.Stream, 1, "digits were wrong", default).GetAwaiter().GetResult();
            },
        };
        using (stage = new Stage(memoryShare: 1) { Device = device })
        {
            foreach (var task in new[] { "garments", "digits", "icons" })
                await stage.SubmitAsync(task);
            await stage.RunAsync();
            await stage.RunAsync();
            var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
            Assert.Equal((3, 1), (promoted.Release.Number, promoted.Release.Candidate.Parent));
            Assert.Equal(["garments", "icons"], promoted.Release.Tasks.Select(t => t.Task));
        }
    }

    [Fact]
    public async Task RunNextAsync_WithAnotherBaseModelThanItsParents_FailsAndSaysWhatToDo()
    {
        using var stage = new Stage(memoryShare: 1);
        await stage.SubmitAsync("garments");
        await stage.RunAsync();
        File.WriteAllText(stage["base/model.safetensors"], "other weights");
        await stage.SubmitAsync("digits");
        var failed = Assert.IsType<RunFailed>(await stage.RunAsync());
        Assert.Contains("put the former one back, or begin a new stream", failed.Reason);
    }

    [Fact]
    public async Task RunNextAsync_AfterTheRecipeChanged_FailsTheOldRunAndTakesANewOne()
    {
        using var stage = new Stage();
        var old = await stage.SubmitAsync("garments");
        stage.WriteRecipe(memoryShare: 0.5, seed: 2);
        Assert.Contains("submit the dataset again", Assert.IsType<RunFailed>(await stage.RunAsync()).Reason);
        var fresh = await stage.SubmitAsync("garments");
        Assert.NotEqual(old.RunKey, fresh.RunKey);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    [Fact]
    public async Task RunNextAsync_WhoseAnnouncementFails_AnnouncesAgain()
    {
        var told = new List<RunOutcome>();
        using var stage = new Stage
        {
            Announce = (outcome, _) =>
            {
                told.Add(outcome);
                return told.Count == 1 ? throw new InvalidOperationException("The bus is away.") : Task.CompletedTask;
            },
        };
        await stage.SubmitAsync("garments");
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.RunAsync());
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Null(await stage.RunAsync());
        Assert.Equal([1, 1], told.Select(o => ((RunPromoted)o).Release.Number));
        Assert.Single(stage.Device.Orders);
    }

    [Fact]
    public async Task EraseAsync_IsEffectiveInTheNextRelease_AndInTheLedger()
    {
        using var stage = new Stage(memoryShare: 0.5, forgettingBudget: 1);
        await stage.SubmitAsync("garments");
        await stage.RunAsync();
        var bank = new MemoryBank(stage.Store, TimeProvider.System);
        var entry = (await bank.ListAsync(Stage.Stream, null, default)).Entries[0];
        Assert.Equal(
            entry.Sample, (await bank.ShowAsync(Stage.Stream, 1, entry.Sample.Digest[..8], default)).Sample with
            {
                Pictures = entry.Sample.Pictures, Turns = entry.Sample.Turns,
            });
        var first = await bank.ListAsync(Stage.Stream, 1, default);
        var picture = Assert.Single(await bank.PicturesAsync(first, entry, stage["shown"], default));
        Assert.Equal(entry.Sample.Pictures[0], picture.ComputeSha256());

        var erased = await bank.EraseAsync(Stage.Stream, new Erasure(ErasureKind.Sample, entry.Sample.Digest), "asked for", default);
        Assert.Equal([entry.Sample.Digest], erased);
        Assert.Equal(
            (LedgerKind.Erased, "asked for", 1),
            (await stage.Log.LedgerAsync(Stage.Stream, default)) switch { [.., var r] => (r.Kind, r.Reason, r.Production), _ => default });
        Assert.Equal(3, (await bank.ListAsync(Stage.Stream, null, default)).Entries.Count);

        await stage.SubmitAsync("digits");
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.DoesNotContain(stage.Device.Orders[^1].Memory, s => s.Id == entry.Sample.Id);
        var second = await bank.ListAsync(Stage.Stream, null, default);
        Assert.Equal([entry.Sample.Digest], second.Erased);
        Assert.DoesNotContain(second.Shares.SelectMany(s => s.Pack!.Pictures), p => p.Sha256 == entry.Sample.Pictures[0]);
        Assert.Equal([entry.Sample.Digest], (await bank.DiffAsync(Stage.Stream, 1, 2, default)).Erased);
        await Assert.ThrowsAsync<ArgumentException>(() => bank.EraseAsync(Stage.Stream, new Erasure(ErasureKind.Subject, "nobody"), "asked for", default));
    }

    [Fact]
    public async Task EraseAsync_OfASubject_KeepsLaterSamplesAboutItOutOfMemoryToo()
    {
        using var stage = new Stage(memoryShare: 1, forgettingBudget: 1);
        await stage.SubmitAsync("garments");
        await stage.RunAsync();
        var bank = new MemoryBank(stage.Store, TimeProvider.System);
        var erased = await bank.EraseAsync(Stage.Stream, new Erasure(ErasureKind.Subject, "person-1"), "asked for", default);
        Assert.Equal(2, erased.Count);

        await stage.SubmitAsync("digits");
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal(4, stage.Device.Orders[^1].Memory.Count);
        var left = (await bank.ListAsync(Stage.Stream, null, default)).Entries;
        Assert.Equal(8, left.Count);
        Assert.DoesNotContain(left, e => e.Sample.Subject == "person-1");
    }

    private sealed class Listener(List<string> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Message is { } message)
                told.Add(message);
        }
    }
}
