using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Updating;

/// <summary>The fourth step: the gate. It is a pure function, so a resumed run asks it again rather than trust a stored verdict.</summary>
internal sealed class Judgement(RunContext context)
{
    public async Task<Verdict> RunAsync(Evidence evidence, CancellationToken cancellation)
    {
        var production = context.Run.Parent is null ? null : evidence.Reference;
        var untrained = context.Run.Parent is null ? evidence.Reference : null;
        var input = new GateInput(evidence.Candidate, context.Run.Task, production, evidence.Best, untrained)
        {
            EarlierTasks = [.. evidence.Tasks.SkipLast(1).Select(t => t.Task)],
        };
        var verdict = Gate.Judge(input, context.Recipe.Gate);
        if (context.Run.State == RunState.Scored)
        {
            await context.PhaseAsync(RunPhase.Gate, async () =>
            {
                var digest = await context.StoreAsync(VerdictRecord.Of(verdict), cancellation);
                return run => run with { State = RunState.Judged, VerdictSha256 = digest };
            }, cancellation);
        }
        context.Tell(RunPhase.Gate, VerdictRecord.Of(verdict).Result);
        return verdict;
    }
}
