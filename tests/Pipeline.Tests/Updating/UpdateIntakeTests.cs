using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class UpdateIntakeTests
{
    [Fact]
    public async Task AcceptAsync_FiveTimesAtOnce_MakesOneRun()
    {
        using var stage = new Stage();
        var request = await stage.DatasetAsync("garments");
        var accepted = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => stage.Intake.AcceptAsync(request, default))));
        Assert.Single(accepted.Select(a => a.RunKey).Distinct());
        Assert.All(accepted, a => Assert.Equal(1, a.Sequence));
        Assert.Single(accepted, a => !a.IsDuplicate);
        var status = await stage.Log.StatusAsync(Stage.Stream, default);
        Assert.Single(status.Runs);
        Assert.Single(status.State.Waiting);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
        Assert.Null(await stage.RunAsync());
    }

    [Fact]
    public async Task AcceptAsync_OfWhatHasEnded_TellsItsEnd()
    {
        using var stage = new Stage();
        var request = await stage.DatasetAsync("garments");
        await stage.Intake.AcceptAsync(request, default);
        await stage.RunAsync();
        var again = await stage.Intake.AcceptAsync(request with { DatasetAddress = "elsewhere" }, default);
        Assert.Equal((true, RunState.Promoted, 1), (again.IsDuplicate, again.Run.State, again.Run.Release));
        Assert.Null(await stage.RunAsync());
    }

    [Fact]
    public async Task AcceptAsync_NumbersRequestsInTheirOrder_AndTheyRunInIt()
    {
        using var stage = new Stage(memoryShare: 1);
        var accepted = new List<Acceptance>();
        foreach (var task in new[] { "c", "a", "b" })
            accepted.Add(await stage.SubmitAsync(task, 2));
        Assert.Equal([1L, 2, 3], accepted.Select(a => a.Sequence));
        foreach (var acceptance in accepted)
            Assert.Equal(acceptance.RunKey, (await stage.RunAsync())!.Run.Key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AcceptAsync_KilledAtAnyWrite_IsOneRunAfterTheMessageCameAgain(bool after)
    {
        var survived = false;
        for (var write = 1; !survived; write++)
        {
            using var stage = new Stage();
            var request = await stage.DatasetAsync("garments", 2);
            var mortal = new UpdateIntake(new MortalStore(stage.Store, write, after), stage.Recipes, stage.Clock);
            try
            {
                await mortal.AcceptAsync(request, default);
                survived = true;
            }
            catch (KilledException)
            {
                Assert.True(write < 10);
            }
            await stage.Intake.AcceptAsync(request, default);
            Assert.IsType<RunPromoted>(await stage.RunAsync());
            Assert.Null(await stage.RunAsync());
            Assert.Single((await stage.Log.StatusAsync(Stage.Stream, default)).Runs);
        }
    }

    [Fact]
    public async Task AcceptAsync_OfARequestThatWasNumberedButHasNoDocument_IsRunAllTheSame()
    {
        using var stage = new Stage();
        var acceptance = await stage.SubmitAsync("garments");
        File.Delete(stage[$"store/streams/{Stage.Stream}/runs/{acceptance.RunKey}.json"]);
        Assert.Equal(acceptance.RunKey, Assert.IsType<RunPromoted>(await stage.RunAsync()).Run.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public async Task AcceptAsync_OfADigestThatIsNone_SaysHowToMakeOne(string digest)
    {
        using var stage = new Stage();
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => stage.Intake.AcceptAsync(new UpdateRequest(Stage.Stream, new TaskId("t"), "a", digest), default));
        Assert.Contains("64 lower-case hexadecimal digits", error.Message);
    }

    // printf 'line\nt\n%064d\nr\n' 0 | sha256sum
    [Fact]
    public void RunKey_IsTheDigestOfItsFourParts_AndTheAddressDoesNotEnter() => Assert.Equal(
        "bbc5fbf851512961584709049b864143d22a578590c3af1f3e9dbf049e9c966c",
        RunKey.Of(new UpdateRequest("line", new TaskId("t"), "anywhere", new string('0', 64)), "r"));
}
