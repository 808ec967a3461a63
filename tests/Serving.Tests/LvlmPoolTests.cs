using System.Buffers.Binary;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving.Tests;

public sealed class LvlmPoolTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Refresh_LoadsTheProductionRelease_AndAnswersTellWhichOneGaveThem()
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        await Assert.ThrowsAsync<NoReleaseException>(() => pool.AskAsync(Ask("?")));
        Assert.True(await pool.RefreshAsync());
        var answer = await pool.AskAsync(Ask("who?"));
        Assert.Equal(("first: who?", 1), (answer.Answer.Text, answer.Release));
        Assert.Equal((1, "signs", _stage.Clock.GetUtcNow()), (pool.Status.Live!.Number, pool.Status.Live.Task, pool.Status.Live.Since));
        Assert.False(await pool.RefreshAsync());
        Assert.Equal(["first"], _stage.Opened);
    }

    [Fact]
    public async Task ANewRelease_TakesOver_TheOldOneIsFreed_AndTheEventIsRaised()
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        var events = new List<(int?, int)>();
        pool.Reloaded += (_, swap) => events.Add((swap.Previous?.Number, swap.Live.Number));
        await pool.RefreshAsync();
        await _stage.PromoteAsync("second");
        Assert.True(await pool.RefreshAsync());
        Assert.Equal("second: who?", (await pool.AskAsync(Ask("who?"))).Answer.Text);
        Assert.Equal(["first"], _stage.Closed);
        await _stage.Shelf.RollbackAsync(1);
        Assert.True(await pool.RefreshAsync());
        Assert.Equal("first: who?", (await pool.AskAsync(Ask("who?"))).Answer.Text);
        Assert.Equal([(null, 1), (1, 2), (2, 1)], events);
    }

    [Fact]
    public async Task AHandlerThatFails_DoesNotStopTheTakeOver()
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        pool.Reloaded += (_, _) => throw new InvalidOperationException("a bad handler");
        Assert.True(await pool.RefreshAsync());
        Assert.Equal(1, pool.Status.Live!.Number);
    }

    [Theory]
    [InlineData("broken", "broken")]
    [InlineData("unsure", "no number")]
    public async Task ABadRelease_IsRefusedWithItsReason_AndTheOldOneGoesOn(string bad, string reason)
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        await pool.RefreshAsync();
        await _stage.PromoteAsync(bad);
        Assert.False(await pool.RefreshAsync());
        Assert.Equal((1, 2), (pool.Status.Live!.Number, pool.Status.Refused!.Number));
        Assert.Contains(reason, pool.Status.Refused.Reason);
        Assert.Equal("first: still?", (await pool.AskAsync(Ask("still?"))).Answer.Text);
        Assert.False(await pool.RefreshAsync());
        Assert.Equal(["first", bad], _stage.Opened);
        Assert.False(await pool.RefreshAsync(again: true));
        Assert.Equal(["first", bad, bad], _stage.Opened);
        await _stage.PromoteAsync("third");
        Assert.True(await pool.RefreshAsync());
        Assert.Null(pool.Status.Refused);
    }

    [Fact]
    public async Task ASmokeQuestionThatIsAnsweredWrongly_KeepsTheReleaseOut()
    {
        _stage.Options.SmokeQuestions = [new SmokeQuestion("ready?", Answer: "first", ScoringRule: "contains")];
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        Assert.True(await pool.RefreshAsync());
        await _stage.PromoteAsync("second");
        Assert.False(await pool.RefreshAsync());
        Assert.Contains("'second: ready?' and must have 'first'", pool.Status.Refused!.Reason);
        Assert.Equal(["second"], _stage.Closed);
        Assert.Equal(1, pool.Status.Live!.Number);
    }

    [Fact]
    public async Task AReleaseThatWasChangedInTheStore_IsRefused()
    {
        await _stage.PromoteAsync("first");
        foreach (var blob in Directory.GetFiles(_stage["store/blobs"], "*", SearchOption.AllDirectories).Where(blob => File.ReadAllText(blob) == "first"))
            File.WriteAllText(blob, "forged");
        await using var pool = _stage.Pool();
        Assert.False(await pool.RefreshAsync());
        Assert.Contains("damaged or tampered", pool.Status.Refused!.Reason);
        var error = await Assert.ThrowsAsync<NoReleaseException>(() => pool.AskAsync(Ask("?")));
        Assert.Contains("Release 1", error.Message);
    }

    [Fact]
    public async Task AStoreThatIsAway_LeavesTheReleaseServing()
    {
        await _stage.PromoteAsync("first");
        var away = new AbsentStore(_stage.Store);
        _stage.Store = away;
        await using var pool = _stage.Pool();
        await pool.RefreshAsync();
        away.IsAway = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => pool.RefreshAsync());
        Assert.Equal("first: still?", (await pool.AskAsync(Ask("still?"))).Answer.Text);
        Assert.Null(pool.Status.Refused);
        away.IsAway = false;
        await _stage.PromoteAsync("second");
        Assert.True(await pool.RefreshAsync());
        Assert.Equal("second: back?", (await pool.AskAsync(Ask("back?"))).Answer.Text);
    }

    [Fact]
    public async Task QuestionsThatComeWhileTheModelIsBusy_AreAnsweredTogether()
    {
        await using var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        var others = Enumerable.Range(1, 12).Select(i => pool.AskAsync(Ask($"{i}"))).ToArray();
        Assert.Equal(12, pool.Status.Waiting);
        _stage.Door.Set();
        Assert.Equal("first: 0", (await first).Answer.Text);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"first: {i}"), (await Task.WhenAll(others)).Select(answer => answer.Answer.Text));
        Assert.Equal([1, 8, 4], _stage.Batches);
        Assert.Equal((13, 3), (pool.Status.Answered, pool.Status.Batches));
    }

    [Fact]
    public async Task AQuestionThatDoesNotFit_DoesNotSpoilTheOthers()
    {
        await using var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        var (good, bad, other) = (pool.AskAsync(Ask("good")), pool.AskAsync(Ask("spoil")), pool.AskAsync(Ask("other")));
        _stage.Door.Set();
        await first;
        Assert.Equal("first: good", (await good).Answer.Text);
        Assert.Equal("first: other", (await other).Answer.Text);
        Assert.Contains("does not fit", (await Assert.ThrowsAsync<ArgumentException>(() => bad)).Message);
    }

    [Fact]
    public async Task ARelease_IsFreed_OnlyWhenItsLastBatchIsAnswered()
    {
        await using var pool = await BusyPoolAsync();
        var asked = Begin(pool, "old");
        await TakeOverAsync(pool, "second");
        Assert.Empty(_stage.Closed);
        _stage.Door.Set();
        Assert.Equal(("first: old", 1), ((await asked).Answer.Text, (await asked).Release));
        Assert.Equal("second: new", (await pool.AskAsync(Ask("new"))).Answer.Text);
        Assert.Equal(["first"], _stage.Closed);
    }

    [Fact]
    public async Task TooManyQuestions_OrTooManyBytes_AreRefusedAtOnce()
    {
        (_stage.Options.MaxWaiting, _stage.Options.MaxWaitingBytes) = (2, 40);
        await using var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        var second = pool.AskAsync(Ask("1"));
        await Assert.ThrowsAsync<PoolBusyException>(() => pool.AskAsync(new Question("large", [Png(1, 1, 41)])));
        var third = pool.AskAsync(new Question("small", [Png(1, 1, 40)]));
        Assert.Contains("2 questions wait, of at most 2", (await Assert.ThrowsAsync<PoolBusyException>(() => pool.AskAsync(Ask("3")))).Message);
        _stage.Door.Set();
        await Task.WhenAll(first, second, third);
        Assert.Equal("first: again", (await pool.AskAsync(Ask("again"))).Answer.Text);
    }

    [Fact]
    public async Task APictureOfTooManyPixels_OrNone_IsRefusedBeforeAnyBatchWaitsForIt()
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        await pool.RefreshAsync();
        _stage.Batches.Clear();
        var bomb = await Assert.ThrowsAsync<ImageFormatException>(() => pool.AskAsync(new Question("?", [Png(5001, 5000, 40)])));
        Assert.Contains("5001 x 5000 are 25005000 pixels, and the pool takes at most 25000000", bomb.Message);
        await Assert.ThrowsAsync<ImageFormatException>(() => pool.AskAsync(new Question("?", [Picture.FromBytes(new byte[] { 1, 2, 3 })])));
        Assert.Empty(_stage.Batches);
        Assert.Equal("first: ?", (await pool.AskAsync(new Question("?", [Png(5000, 5000, 40)]))).Answer.Text);
    }

    [Fact]
    public async Task AnAskerWhoIsGone_IsNotAnswered()
    {
        await using var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        using var gone = new CancellationTokenSource();
        var second = pool.AskAsync(Ask("1"), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _stage.Door.Set();
        await first;
        Assert.Equal("first: 2", (await pool.AskAsync(Ask("2"))).Answer.Text);
        Assert.Equal([1, 1], _stage.Batches);
    }

    [Fact]
    public async Task TheText_IsHandedOverAsItComes()
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        await pool.RefreshAsync();
        var parts = new List<string>();
        var answer = await pool.AskAsync(Ask("who?"), parts.Add);
        Assert.Equal(["first: ", "who?"], parts);
        Assert.Equal(string.Concat(parts), answer.Answer.Text);
    }

    [Fact]
    public async Task AnAskerWhoseReceiverFails_FailsAlone()
    {
        await using var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        var parts = new List<string>();
        var bad = pool.AskAsync(Ask("bad"), _ => throw new InvalidOperationException("the asker's own fault"));
        var good = pool.AskAsync(Ask("good"), parts.Add);
        _stage.Door.Set();
        await first;
        Assert.Equal("the asker's own fault", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal("first: good", (await good).Answer.Text);
        Assert.Equal(["first: ", "good"], parts);
        Assert.Equal([1, 2], _stage.Batches);
    }

    [Fact]
    public async Task ManyAskers_OfWhomManyLeave_AreAllAnsweredOrCancelled()
    {
        _stage.Options.MaxWaiting = 1000;
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        await pool.RefreshAsync();
        using var gone = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 400).Select(i => Task.Run(() => pool.AskAsync(Ask($"{i}"), i % 2 == 0 ? gone.Token : default))).ToArray();
        await gone.CancelAsync();
        await _stage.PromoteAsync("second");
        Assert.True(await pool.RefreshAsync());
        for (var i = 0; i < asked.Length; i++)
        {
            var error = await Record.ExceptionAsync(() => asked[i].WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.True(
                error is null ? (await asked[i]).Answer.Text.EndsWith($": {i}", StringComparison.Ordinal) : i % 2 == 0
                    && error is OperationCanceledException, $"{i}: {error}");
        }

        Assert.Equal(0, pool.Status.Waiting);
        Assert.Equal(["first"], _stage.Closed);
    }

    [Fact]
    public async Task OnlyTheLiveRelease_AndTheOneBefore_StayOnDisk()
    {
        await using var pool = _stage.Pool();
        foreach (var name in new[] { "first", "second", "third" })
        {
            await _stage.PromoteAsync(name);
            Assert.True(await pool.RefreshAsync());
        }

        Assert.Equal(["second", "third"], Adapters());
        await _stage.Shelf.RollbackAsync(1);
        Assert.True(await pool.RefreshAsync());
        Assert.Equal("first: who?", (await pool.AskAsync(Ask("who?"))).Answer.Text);
        Assert.Equal(["first", "third"], Adapters());
    }

    [Fact]
    public async Task AFileOfTheCacheThatWasChanged_IsBroughtAgain()
    {
        await _stage.PromoteAsync("first");
        await using (var before = _stage.Pool())
            Assert.True(await before.RefreshAsync());
        foreach (var file in Directory.GetFiles(_stage["cache/adapters"], "*.safetensors", SearchOption.AllDirectories))
            await File.WriteAllTextAsync(file, "forged");
        await using var pool = _stage.Pool();
        Assert.True(await pool.RefreshAsync());
        Assert.Equal("first: who?", (await pool.AskAsync(Ask("who?"))).Answer.Text);
    }

    [Fact]
    public async Task ACacheThatCannotBeWritten_IsNotTheReleasesFault()
    {
        await _stage.PromoteAsync("first");
        await File.WriteAllTextAsync(_stage["cache"], "in the way");
        await using var pool = _stage.Pool();
        await Assert.ThrowsAnyAsync<IOException>(() => pool.RefreshAsync());
        Assert.Null(pool.Status.Refused);
        File.Delete(_stage["cache"]);
        Assert.True(await pool.RefreshAsync());
    }

    [Fact]
    public async Task APoolThatIsDisposedWhileARelease_IsAskedItsSmokeQuestions_StopsAndFreesIt()
    {
        await _stage.PromoteAsync("first");
        var pool = _stage.Pool();
        _stage.Door.Reset();
        var refresh = pool.RefreshAsync();
        _stage.Entered.Wait();
        await pool.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refresh);
        Assert.Equal(["first"], _stage.Closed);
        pool.Dispose();
    }

    [Fact]
    public async Task ADisposedPool_HasFreedItsModel_CancelledWhatWaited_AndRefuses()
    {
        var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        var waiting = pool.AskAsync(Ask("1"));
        await pool.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(["first"], _stage.Closed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.AskAsync(Ask("2")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.RefreshAsync());
    }

    [Fact]
    public async Task EveryHandler_IsTold_ThoughAnotherFails()
    {
        await _stage.PromoteAsync("first");
        await using var pool = _stage.Pool();
        var told = new List<int>();
        pool.Reloaded += (_, _) => throw new InvalidOperationException("a bad handler");
        pool.Reloaded += (_, swap) => told.Add(swap.Live.Number);
        Assert.True(await pool.RefreshAsync());
        Assert.Equal([1], told);
    }

    [Fact]
    public async Task ReleasesThatComeQuickly_NeverHoldMoreThanTwoModels()
    {
        await using var pool = await BusyPoolAsync();
        var asked = Begin(pool, "old");
        await TakeOverAsync(pool, "second");
        await _stage.PromoteAsync("third");
        var third = pool.RefreshAsync();
        _stage.Door.Set();
        Assert.True(await third.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(("first: old", 1), ((await asked).Answer.Text, (await asked).Release));
        Assert.Equal("third: new", (await pool.AskAsync(Ask("new"))).Answer.Text);
        Assert.Equal(2, _stage.MostAtOnce);
    }

    [Fact]
    public async Task OneBadQuestionOfMany_CostsFewMoreRuns()
    {
        await using var pool = await BusyPoolAsync();
        var first = Begin(pool, "0");
        var asked = Enumerable.Range(1, 8).Select(i => pool.AskAsync(Ask(i == 6 ? "spoil" : $"{i}"))).ToArray();
        _stage.Door.Set();
        await first;
        Assert.Equal(
            ["first: 1", "first: 2", "first: 3", "first: 4", "first: 5", "first: 7", "first: 8"],
            (await Task.WhenAll(asked.Where((_, i) => i != 5))).Select(answer => answer.Answer.Text));
        await Assert.ThrowsAsync<ArgumentException>(() => asked[5]);
        Assert.Equal([1, 8, 4, 4, 2, 1, 1, 2], _stage.Batches);
    }

    [Fact]
    public async Task AModelThatCannotBeFreed_DoesNotStopTheAnswers()
    {
        _stage.Options.SmokeQuestions = [];
        await _stage.PromoteAsync("stuck");
        var log = new ErrorList();
        await using var pool = _stage.Pool(log);
        await pool.RefreshAsync();
        _stage.Entered.Reset();
        _stage.Door.Reset();
        var last = Begin(pool, "last");
        await _stage.PromoteAsync("second");
        Assert.True(await pool.RefreshAsync());
        _stage.Door.Set();
        Assert.Equal("stuck: last", (await last.WaitAsync(TimeSpan.FromMinutes(1))).Answer.Text);
        Assert.Equal("second: next", (await pool.AskAsync(Ask("next")).WaitAsync(TimeSpan.FromMinutes(1))).Answer.Text);
        Assert.Equal(["stuck"], _stage.Closed);
        Assert.Equal(["The memory of release 1 could not be freed: its memory cannot be freed"], log.Errors);
        await _stage.Shelf.RollbackAsync(1);
        Assert.True(await pool.RefreshAsync());
        await _stage.Shelf.RollbackAsync(2);
        Assert.True(await pool.RefreshAsync());
        Assert.Equal((2, null), (pool.Status.Live!.Number, pool.Status.Refused));
    }

    [Fact]
    public async Task APoolWhoseModelCannotBeFreed_EndsAllTheSame_AndNobodyWaitsForIt()
    {
        await _stage.PromoteAsync("stuck");
        var log = new ErrorList();
        var pool = _stage.Pool(log);
        await pool.RefreshAsync();
        await pool.DisposeAsync();
        Assert.Equal(["The memory of release 1 could not be freed: its memory cannot be freed"], log.Errors);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.RefreshAsync().WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task AStoreThatThisProgramMayNotRead_IsNotTheReleasesFault()
    {
        await _stage.PromoteAsync("first");
        var away = new AbsentStore(_stage.Store);
        _stage.Store = away;
        await using var pool = _stage.Pool();
        (away.IsAway, away.Fault) = (true, new UnauthorizedAccessException("not allowed"));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => pool.RefreshAsync());
        away.IsAway = false;
        Assert.True(await pool.RefreshAsync());
    }

    [Fact]
    public async Task AQuestionThatComesAsThePoolEnds_IsToldSo()
    {
        var queue = new QuestionQueue(_stage.Options, () => null);
        using var stop = new CancellationTokenSource();
        var running = queue.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.Add(new PoolRequest(Ask("late"), null, default)));
    }

    [Fact]
    public async Task AStoreThatTakesTooLong_DoesNotEndTheFollowing()
    {
        await _stage.PromoteAsync("first");
        var away = new AbsentStore(_stage.Store) { IsAway = true, Fault = new TaskCanceledException("too slow") };
        _stage.Store = away;
        await using var pool = _stage.Pool();
        using var follower = new ReleaseFollower(pool, TimeSpan.FromSeconds(5), _stage.Clock, NullLogger<ReleaseFollower>.Instance);
        await follower.StartAsync(CancellationToken.None);
        var reloaded = new TaskCompletionSource();
        pool.Reloaded += (_, _) => reloaded.TrySetResult();
        away.IsAway = false;
        _stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await reloaded.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await follower.StopAsync(CancellationToken.None);
        Assert.Equal(1, pool.Status.Live!.Number);
    }

    [Fact]
    public async Task TheHealthCheck_SaysWhatAnswers_AndWhatCannot()
    {
        await using var pool = _stage.Pool();
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("pool", new LvlmPoolHealth(pool), null, null) };
        Task<HealthCheckResult> CheckAsync() => new LvlmPoolHealth(pool).CheckHealthAsync(context);
        Assert.Equal((HealthStatus.Unhealthy, "There is no release yet."), ((await CheckAsync()).Status, (await CheckAsync()).Description));
        await _stage.PromoteAsync("broken");
        await pool.RefreshAsync();
        var refused = await CheckAsync();
        Assert.Equal((HealthStatus.Unhealthy, "Release 1 cannot serve: the adapter is broken"), (refused.Status, refused.Description));
        await _stage.PromoteAsync("second");
        await pool.RefreshAsync();
        Assert.Equal((HealthStatus.Healthy, 2), ((await CheckAsync()).Status, (await CheckAsync()).Data["release"]));
        await _stage.Shelf.RollbackAsync(1);
        await pool.RefreshAsync();
        var degraded = await CheckAsync();
        Assert.Equal((HealthStatus.Degraded, "Release 2 answers; release 1 cannot serve: the adapter is broken"), (degraded.Status, degraded.Description));
    }

    private static Question Ask(string text) => new(text, []);

    // A picture's header as PNG has it (ISO/IEC 15948, 11.2.2), and nothing behind it.
    private static Picture Png(int width, int height, int bytes)
    {
        var file = new byte[bytes];
        byte[] start = [0x89, .. "PNG"u8, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8];
        start.CopyTo(file, 0);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return Picture.FromBytes(file);
    }

    private IEnumerable<string> Adapters() =>
        Directory.GetFiles(_stage["cache/adapters"], "adapter_model.safetensors", SearchOption.AllDirectories).Select(File.ReadAllText).Order(
            StringComparer.Ordinal);

    /// <summary>A pool whose next batch waits at the door.</summary>
    /// <summary>Asks, and waits until the model has begun to answer; the stage's door lets it end.</summary>
    private Task<PooledAnswer> Begin(LvlmPool pool, string text)
    {
        var asked = pool.AskAsync(Ask(text));
        _stage.Entered.Wait();
        return asked;
    }

    /// <summary>Another release takes over while the model of the one before is still busy.</summary>
    private async Task TakeOverAsync(LvlmPool pool, string text)
    {
        _stage.Options.SmokeQuestions = [];
        await _stage.PromoteAsync(text);
        Assert.True(await pool.RefreshAsync());
    }

    private async Task<LvlmPool> BusyPoolAsync()
    {
        await _stage.PromoteAsync("first");
        var pool = _stage.Pool();
        await pool.RefreshAsync();
        _stage.Batches.Clear();
        _stage.Entered.Reset();
        _stage.Door.Reset();
        return pool;
    }
}
