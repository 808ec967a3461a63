using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Tests.Updating;

/// <summary>What another attempt would meet again parks a run at once; what may pass has its attempts.</summary>
public sealed class HopelessRunTests
{
    public static TheoryData<Exception, int> Failures => new()
    {
        { new ArgumentException("The parent was learned with the method 'replay'."), 1 },
        { new AggregateException(new ArgumentOutOfRangeException("rank", "It is 0.")), 1 },
        { new InvalidDataException("method.json lacks a part."), 1 },
        { new FormatException("method.safetensors is cut short."), 1 },
        { new KeyNotFoundException("There is no tensor 'keys'."), 1 },
        { new FileNotFoundException("The base model has no tokenizer.json."), 1 },
        { new InvalidOperationException("The device is on fire."), 3 },
        { new InsufficientMemoryException("Another program holds the memory."), 3 },
        { new IOException("The disk did not answer."), 3 },
        { new TimeoutException("The driver did not answer."), 3 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Run_ThatFailsAtItsBeginning_HasAsManyAttemptsAsCanHelp(Exception failure, int attempts)
    {
        using var stage = new Stage { Device = new ScriptedDevice { OnStep = (_, _) => throw failure } };
        await stage.SubmitAsync("garments");
        var failed = Assert.IsType<RunFailed>(await stage.RunAsync());
        Assert.Equal((attempts, attempts), (failed.Run.Attempts, stage.Device.Orders.Count));
        Assert.StartsWith(failed.Reason, failure.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseCheckpointMayBeAtFault_BeginsAnew()
    {
        var failures = 0;
        using var stop = new CancellationTokenSource();
        using var stage = new Stage
        {
            Device = new ScriptedDevice
            {
                OnStep = (step, _) =>
                {
                    if (step == 2 && !stop.IsCancellationRequested)
                        stop.Cancel();
                    else if (step == 2 && failures++ == 0)
                        throw new InvalidDataException("The checkpoint is cut short.");
                },
            },
        };
        await stage.SubmitAsync("garments");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Runner().RunNextAsync(Stage.Stream, null, stop.Token));
        var promoted = Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Equal((1, 1), (promoted.Run.Attempts, failures - 1));
    }

    [Fact]
    public async Task Run_ThatMetADatasetBeingChanged_IsQuarantinedAtOnce()
    {
        Stage? stage = null;
        var device = new ScriptedDevice
        {
            OnStep = (_, _) =>
            {
                File.Delete(stage!["datasets/garments/images/garments-100-3.png"]);
                throw new InvalidDataException("The picture changed.");
            },
        };
        using (stage = new Stage { Device = device })
        {
            await stage.SubmitAsync("garments");
            Assert.Contains("digest", Assert.IsType<RunQuarantined>(await stage.RunAsync()).Reason);
            Assert.Single(device.Orders);
        }
    }

    [Fact]
    public async Task Run_ThatMetABaseModelBeingChanged_LearnsOnceMore()
    {
        Stage? stage = null;
        var changed = false;
        var device = new ScriptedDevice
        {
            OnStep = (_, _) =>
            {
                if (changed)
                    return;
                changed = true;
                File.WriteAllText(stage!["base/model.safetensors"], "other weights");
                throw new FormatException("model.safetensors is cut short.");
            },
        };
        using (stage = new Stage { Device = device })
        {
            await stage.SubmitAsync("garments");
            Assert.Equal(1, Assert.IsType<RunPromoted>(await stage.RunAsync()).Run.Attempts);
        }
    }

    [Fact]
    public async Task Run_WhoseRememberedPictureLeftTheCache_FetchesItAndLearnsOnceMore()
    {
        Stage? stage = null;
        var gone = 0;
        var device = new ScriptedDevice
        {
            OnStep = (_, _) =>
            {
                if (stage!.Device.Orders[^1].Memory is not [var remembered, ..] || gone++ > 0)
                    return;
                File.Delete(remembered.Pictures[0].Path!);
                _ = remembered.Pictures[0].Read();
            },
        };
        using (stage = new Stage(memoryShare: 1) { Device = device })
        {
            await stage.SubmitAsync("garments");
            Assert.IsType<RunPromoted>(await stage.RunAsync());
            await stage.SubmitAsync("digits");
            Assert.Equal(1, Assert.IsType<RunPromoted>(await stage.RunAsync()).Run.Attempts);
        }
    }

    [Fact]
    public async Task Run_OnAnotherBaseModelThanItsParents_FailsAtTheFirstAttempt()
    {
        using var stage = new Stage(memoryShare: 1);
        await stage.SubmitAsync("garments");
        await stage.RunAsync();
        File.WriteAllText(stage["base/model.safetensors"], "other weights");
        await stage.SubmitAsync("digits");
        Assert.Equal(1, Assert.IsType<RunFailed>(await stage.RunAsync()).Run.Attempts);
        Assert.Single(stage.Device.Orders);
    }

    [Fact]
    public async Task Run_OfARecipeThatChanged_FailsAtTheFirstAttempt()
    {
        using var stage = new Stage();
        await stage.SubmitAsync("garments");
        stage.WriteRecipe(memoryShare: 0.5, seed: 2);
        Assert.Equal(1, Assert.IsType<RunFailed>(await stage.RunAsync()).Run.Attempts);
    }

    [Fact]
    public async Task Run_WhoseRecipeIsGoneForAMoment_HasAnotherAttempt()
    {
        Stage? stage = null;
        var recipe = "";
        var told = new Listener(progress =>
        {
            if (progress.Message?.StartsWith("attempt 1", StringComparison.Ordinal) == true)
                File.Delete(Recipe());
            else if (progress.Message?.StartsWith("attempt 2", StringComparison.Ordinal) == true)
                File.WriteAllText(Recipe(), recipe);
        });
        string Recipe() => stage![$"streams/{Stage.Stream}.yml"];
        var failures = 1;
        using (stage = new Stage { Device = new ScriptedDevice { OnStep = (_, _) => _ = failures-- > 0 ? throw new IOException("Not yet.") : 0 } })
        {
            recipe = await File.ReadAllTextAsync(Recipe());
            await stage.SubmitAsync("garments");
            var promoted = Assert.IsType<RunPromoted>(await stage.Runner().RunNextAsync(Stage.Stream, told, default));
            Assert.Equal(2, promoted.Run.Attempts);
        }
    }

    [Fact]
    public async Task Run_WithAnotherMethodThanTheStates_FailsAtTheFirstAttemptAndSaysWhatToDo()
    {
        using var stage = new Stage();
        stage.UseRealModel();
        await stage.SubmitAsync("garments", 4, oneAnswer: true);
        Assert.IsType<RunPromoted>(await stage.RealRunner().RunNextAsync(Stage.Stream, null, default));
        stage.UseRealModel("continual-llava");
        await stage.SubmitAsync("digits", 4, oneAnswer: true);
        var failed = Assert.IsType<RunFailed>(await stage.RealRunner(attempts: 3).RunNextAsync(Stage.Stream, null, default));
        Assert.Equal((RunState.Failed, 1), (failed.Run.State, failed.Run.Attempts));
        Assert.Contains("go on with the former method, or begin a new stream", failed.Reason, StringComparison.Ordinal);
    }

    private sealed class Listener(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
