using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Updating;

/// <summary>The fourth step: the gate. It is a pure function, so a resumed run asks it again rather than trust a stored verdict.</summary>
internal sealed class Judgement(RunContext context)
{
    public async Task<Verdict> RunAsync(Evidence evidence, CancellationToken cancellation)
    {
        var verdict = Gate.Judge(evidence.ToInput(context.Run), context.Recipe.Gate);
        var record = VerdictRecord.Of(verdict, context.Recipe.Gate);
        if (context.Run.State == RunState.Scored)
        {
            await context.PhaseAsync(RunPhase.Gate, async () =>
            {
                var digest = await context.StoreAsync(record, cancellation);
                return run => run with { State = RunState.Judged, VerdictSha256 = digest };
            }, cancellation);
        }
        context.Tell(RunPhase.Gate, record.Result);
        return verdict;
    }
}
