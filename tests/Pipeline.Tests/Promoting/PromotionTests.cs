using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Promoting;

public sealed class PromotionTests : IDisposable
{
    private static readonly Accepted s_accepted = new([]);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly FolderStore _store;

    public PromotionTests() => _store = new FolderStore(_folder.Path, _clock);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PromoteAsync_MakesTheReleaseTheRecordAndThePointer()
    {
        await RaiseAsync();
        var release = await PromoteAsync(_store, "1", null, 1);
        var state = await new StreamLog(_store).StateAsync("s", default);
        Assert.Equal((1, 1, 1, null), (release.Number, state.Production, state.LedgerRecords, state.Decision));
        Assert.Equal([new BestScore("t", "d", 0.5, 1)], state.Best);
        var record = Assert.Single(await new StreamLog(_store).LedgerAsync("s", default));
        Assert.Equal((LedgerKind.Promoted, 1, RunOf("1").Key, null), (record.Kind, record.Production, record.RunKey, record.Previous));
    }

    [Fact]
    public async Task PromoteAsync_OfARunThatWasPromoted_GivesItsReleaseAgain()
    {
        await RaiseAsync();
        var first = await PromoteAsync(_store, "1", null, 1);
        await PromoteAsync(_store, "2", 1, 1);
        var again = await PromoteAsync(_store, "1", null, 1);
        Assert.Equal(StoreJson.Write(first), StoreJson.Write(again));
        Assert.Equal(2, (await new StreamLog(_store).ReleasesAsync("s", default)).Count);
        Assert.Equal(2, (await new StreamLog(_store).StateAsync("s", default)).Production);
    }

    [Fact]
    public async Task PromoteAsync_OfARunThatAWorkerPromotedWhoseClockIsDaysBehind_GivesItsReleaseAgain()
    {
        await RaiseAsync();
        var first = await PromoteAsync(_store, "1", null, 1);
        await new Promotion(_store, _clock).RejectAsync(RunOf("2"), 1, default);
        _clock.Advance(TimeSpan.FromDays(3));
        var again = await PromoteAsync(_store, "1", null, 1);
        Assert.Equal(StoreJson.Write(first), StoreJson.Write(again));
        Assert.Single(await new StreamLog(_store).ReleasesAsync("s", default));
    }

    [Fact]
    public async Task PromoteAsync_UnderAStaleEpoch_ChangesNothing()
    {
        await RaiseAsync();
        await RaiseAsync();
        await Assert.ThrowsAsync<LostLeaseException>(() => PromoteAsync(_store, "1", null, 1));
        await Assert.ThrowsAsync<LostLeaseException>(() => new Promotion(_store, _clock).RejectAsync(RunOf("1"), 1, default));
        var state = await new StreamLog(_store).StateAsync("s", default);
        Assert.Equal((null, 0, 0), (state.Production, state.Releases, state.LedgerRecords));
    }

    [Fact]
    public async Task PromoteAsync_WhenProductionMoved_SaysSo()
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        var error = await Assert.ThrowsAsync<ReferenceMovedException>(() => PromoteAsync(_store, "2", null, 1));
        Assert.Contains("is release 1, no longer the base model", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PromoteAsync_KilledAtAnyWrite_ServesTheOldReleaseUntilTheRerunFinishes(bool after)
    {
        var survived = false;
        for (var write = 1; !survived; write++)
        {
            var stream = $"stream-{write}";
            await RaiseAsync(stream);
            await PromoteAsync(_store, "1", null, 1, stream);
            var mortal = new MortalStore(_store, write, after);
            survived = await Survives(() => PromoteAsync(mortal, "2", 1, 1, stream));
            var between = await new StreamLog(_store).StateAsync(stream, default);
            Assert.True(between.Production == 1 || (between.Production == 2 && File.Exists(_folder[$"streams/{stream}/releases/2.json"])));

            await RaiseAsync(stream);
            var release = await PromoteAsync(_store, "2", 1, 2, stream);
            var state = await new StreamLog(_store).StateAsync(stream, default);
            Assert.Equal((2, 2, 2, 2), (release.Number, state.Production, state.Releases, state.LedgerRecords));
            Assert.Equal(2, Directory.GetFiles(_folder[$"streams/{stream}/releases"]).Length);
            Assert.Equal(2, (await new StreamLog(_store).LedgerAsync(stream, default)).Count);
            Assert.True(write < 30, "the promotion never ends");
        }
    }

    [Fact]
    public async Task PromoteAsync_InterruptedByANewWorker_LetsTheFormerOneWriteNothingElse()
    {
        await RaiseAsync();
        var mortal = new MortalStore(_store, 3, after: true); // release and record are stored, the intent is written
        Assert.False(await Survives(() => PromoteAsync(mortal, "1", null, 1)));
        Assert.NotNull((await new StreamLog(_store).StateAsync("s", default)).Decision);
        await RaiseAsync();
        await new Ledger(_store).SettleAsync("s", default);
        Assert.Equal(1, (await new StreamLog(_store).StateAsync("s", default)).Production);
        Assert.Equal(1, (await PromoteAsync(_store, "1", null, 1)).Number);
        await Assert.ThrowsAsync<LostLeaseException>(() => PromoteAsync(_store, "2", 1, 1));
    }

    [Fact]
    public async Task PromoteAsync_WhoseWriteSucceededButWasToldOfAConflictWithItself_IsDoneOnce()
    {
        await RaiseAsync();
        var deaf = new DeafStore(_store, StoreLayout.State("s"));
        Assert.Equal(1, (await PromoteAsync(deaf, "1", null, 1)).Number);
        Assert.True(deaf.WasDeaf);
        Assert.Single(await new StreamLog(_store).LedgerAsync("s", default));
    }

    [Fact]
    public async Task RejectAsync_IsRecordedOnce_AndProductionStays()
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        for (var i = 0; i < 2; i++)
            await new Promotion(_store, _clock).RejectAsync(RunOf("2"), 1, default);
        var records = await new StreamLog(_store).LedgerAsync("s", default);
        Assert.Equal([LedgerKind.Promoted, LedgerKind.Rejected], records.Select(r => r.Kind));
        Assert.Equal(1, (await new StreamLog(_store).StateAsync("s", default)).Production);
    }

    [Fact]
    public async Task RollbackAsync_MovesThePointerAndTellsWhy()
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        await PromoteAsync(_store, "2", 1, 1);
        var release = await new Promotion(_store, _clock).RollbackAsync("s", 1, "wrong labels", default);
        var state = await new StreamLog(_store).StateAsync("s", default);
        Assert.Equal((1, 1, 2), (release.Number, state.Production, state.Releases));
        var record = (await new StreamLog(_store).LedgerAsync("s", default))[^1];
        Assert.Equal((LedgerKind.RolledBack, 1, "wrong labels"), (record.Kind, record.Production, record.Reason));
        Assert.Equal(3, (await PromoteAsync(_store, "3", 1, 1)).Number);
    }

    [Theory]
    [InlineData(1, "", "needs a reason")]
    [InlineData(7, "why", "has no release 7")]
    [InlineData(0, "why", "has no release 0")]
    [InlineData(1, "why", "serves already")]
    public async Task RollbackAsync_ThatMakesNoSense_IsRefused(int release, string reason, string part)
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => new Promotion(_store, _clock).RollbackAsync("s", release, reason, default));
        Assert.Contains(part, error.Message);
    }

    [Fact]
    public async Task LedgerAsync_AfterARecordWasChanged_NamesIt()
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        await PromoteAsync(_store, "2", 1, 1);
        var path = _folder["streams/s/ledger/1.json"];
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("promoted", "rejected"));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => new StreamLog(_store).LedgerAsync("s", default));
        Assert.Contains("ledger/1.json", error.Message);
    }

    [Fact]
    public async Task LedgerAsync_AfterTheLastRecordWasRemovedOrReplaced_Fails()
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        await PromoteAsync(_store, "2", 1, 1);
        File.Copy(_folder["streams/s/ledger/1.json"], _folder["streams/s/ledger/2.json"], overwrite: true);
        await Assert.ThrowsAsync<InvalidDataException>(() => new StreamLog(_store).LedgerAsync("s", default));
        File.Delete(_folder["streams/s/ledger/2.json"]);
        await Assert.ThrowsAsync<InvalidDataException>(() => new StreamLog(_store).LedgerAsync("s", default));
    }

    [Fact]
    public async Task Ledger_IsChainedByTheDigestOfTheFileBefore()
    {
        await RaiseAsync();
        await PromoteAsync(_store, "1", null, 1);
        await PromoteAsync(_store, "2", 1, 1);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(_folder["streams/s/ledger/1.json"])));
        Assert.Equal(digest, (await new StreamLog(_store).LedgerAsync("s", default))[1].Previous);
    }

    private async Task RaiseAsync(string stream = "s") => await new StateDocument(_store).ChangeAsync(stream, s => s with { Epoch = s.Epoch + 1 }, default);

    private Run RunOf(string key, string stream = "s") => new(key.PadLeft(64, '0'), stream, "t", "a", "d", "r", 1, _clock.GetUtcNow())
    {
        CandidateSha256 = "c",
        ScorecardSha256 = "s",
        VerdictSha256 = "v",
    };

    private Task<Release> PromoteAsync(IStore store, string key, int? parent, long epoch, string stream = "s")
    {
        var run = RunOf(key, stream);
        var files = new Dictionary<string, string> { ["adapter_model.safetensors"] = "a" };
        var candidate = new Candidate(stream, "t", run.Key, parent, "b", files, "m", new TrainingReport(1, 1, 0, 1, [0.5], "a"));
        var scorecard = new Scorecard(stream, run.Key, [new TaskScore("t", "d", "exact", [Item(1), Item(0)])]);
        return new Promotion(store, _clock).PromoteAsync(s_accepted, candidate, scorecard, [new LearnedTask("t", "d", "x")], run, epoch, default);
    }

    private static ItemOutcome Item(double score) => new("i", "i", "q", "g", "a", score, null);

    private static async Task<bool> Survives(Func<Task> work)
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
