using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Tests.Updating;

/// <summary>The whole way with a real model: rows, trainer, transformer, gate, release.</summary>
public sealed class RealModelTests
{
    [Fact]
    public async Task Updates_OfTwoTasks_AreLearnedExaminedAndPromoted()
    {
        using var stage = new Stage();
        stage.UseRealModel();
        await stage.SubmitAsync("garments", 4, oneAnswer: true);
        await stage.SubmitAsync("digits", 4, oneAnswer: true);
        var first = Promoted(await stage.RealRunner().RunNextAsync(Stage.Stream, null, default));
        var second = Promoted(await stage.RealRunner().RunNextAsync(Stage.Stream, null, default));
        Assert.True(first.Scorecard.Find("garments")!.Accuracy >= 0.5);
        Assert.True(second.Scorecard.Find("digits")!.Accuracy >= 0.5);
        Assert.Equal(["garments", "digits"], second.Release.Tasks.Select(t => t.Task));
        Assert.Equal(4, second.Release.Candidate.Report.MemorySamples);
        Assert.Contains("adapter_config.json", second.Release.Candidate.Files.Keys);
        Assert.True(second.Run.Seconds is { Prepare: > 0, Train: > 0, Evaluate: > 0, Gate: > 0, Promote: > 0 });

        var bundle = await new ReleaseCache(stage.Store, stage["elsewhere"]).MaterializeAsync(second.Release, default);
        Assert.True(File.Exists(Path.Combine(bundle.AdapterFolder!, "adapter_model.safetensors")));
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava", "model.safetensors")),
            await File.ReadAllBytesAsync(Path.Combine(bundle.BaseModelFolder, "model.safetensors")));
    }

    [Fact]
    public async Task Update_StoppedInTraining_AndFinishedByAnotherWorker_HasTheSameAdapter()
    {
        string undisturbed;
        using (var stage = new Stage())
        {
            stage.UseRealModel();
            await stage.SubmitAsync("garments", 4, oneAnswer: true);
            undisturbed = Promoted(await stage.RealRunner().RunNextAsync(Stage.Stream, null, default)).Release.Candidate.AdapterSha256;
        }
        using (var stage = new Stage())
        {
            stage.UseRealModel();
            var acceptance = await stage.SubmitAsync("garments", 4, oneAnswer: true);
            using var stop = new CancellationTokenSource();
            var steps = new StopAfter(17, stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RealRunner("one").RunNextAsync(Stage.Stream, steps, stop.Token));
            Assert.Equal(RunState.Prepared, (await stage.RunOfAsync(acceptance.RunKey)).State);
            var resumed = Promoted(await stage.RealRunner("other").RunNextAsync(Stage.Stream, null, default));
            Assert.Equal(undisturbed, resumed.Release.Candidate.AdapterSha256);
        }
    }

    private static RunPromoted Promoted(RunOutcome? outcome)
    {
        var verdict = outcome is RunRejected rejected
            ? string.Join('\n', rejected.Scorecard.Tasks.SelectMany(t => t.Outcomes).Select(o => $"{o.Question}: {o.Gold}, answered {o.Answer}"))
            : "";
        Assert.Equal((null, ""), (outcome!.Run.Reason, verdict));
        return Assert.IsType<RunPromoted>(outcome);
    }

    private sealed class StopAfter(int step, CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Training?.Step == step)
                stop.Cancel();
        }
    }
}
