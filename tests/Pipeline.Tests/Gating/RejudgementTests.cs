using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Tests.Updating;

namespace MlopsCl.Pipeline.Tests.Gating;

public sealed class RejudgementTests
{
    [Fact]
    public async Task JudgeAsync_ByTheStoredLimits_SaysWhatTheGateSaid()
    {
        using var stage = new Stage(memoryShare: 0);
        var (first, second) = (await stage.SubmitAsync("garments"), await stage.SubmitAsync("digits"));
        await stage.RunAsync();
        await stage.RunAsync();
        foreach (var key in new[] { first.RunKey, second.RunKey })
        {
            var run = await stage.RunOfAsync(key);
            var (again, stored) = (await new Rejudgement(stage.Store).JudgeAsync(run, null, default), await stage.Log.VerdictAsync(run, default));
            Assert.Equal(stored!.Reasons, again!.Reasons);
            Assert.Equal((stored.Result, 0.5), (again.Result, stored.Policy!.MinimumGain));
        }
        Assert.Equal("rejected", (await stage.Log.VerdictAsync(await stage.RunOfAsync(second.RunKey), default))!.Result);
    }

    [Fact]
    public async Task JudgeAsync_ByOtherLimits_SaysWhatTheyWouldHaveSaid_AndChangesNothing()
    {
        using var stage = new Stage(memoryShare: 0);
        await stage.SubmitAsync("garments");
        var forgetful = await stage.SubmitAsync("digits");
        await stage.RunAsync();
        await stage.RunAsync();
        var run = await stage.RunOfAsync(forgetful.RunKey);
        var generous = new GatePolicy { MinimumItems = 2, ForgettingBudget = 1, AverageBudget = 1, Floor = 0 };
        Assert.Equal("accepted", (await new Rejudgement(stage.Store).JudgeAsync(run, generous, default))!.Result);
        Assert.Equal("rejected", (await stage.Log.VerdictAsync(run, default))!.Result);
        Assert.Equal(1, (await stage.Log.StateAsync(Stage.Stream, default)).Production);
    }

    [Fact]
    public async Task JudgeAsync_OfARunThatWasNotExamined_GivesNull()
    {
        using var stage = new Stage();
        var acceptance = await stage.SubmitAsync("garments");
        Assert.Null(await new Rejudgement(stage.Store).JudgeAsync(acceptance.Run, new GatePolicy(), default));
    }
}
