using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline;

/// <summary>One update from dataset to release. Every step asks the journal first: what is done is not done again.</summary>
public sealed class UpdateRun
{
    private readonly RunContext _context;
    private readonly Promotion _promotion;

    internal UpdateRun(RunContext context) => (_context, _promotion) = (context, new Promotion(context.Store, context.Clock));

    /// <summary>Brings the run from where it stands to its end.</summary>
    /// <param name="cancellation">Stops it; another call goes on from the last step or checkpoint.</param>
    /// <returns>The run at its end: promoted, rejected or quarantined.</returns>
    /// <exception cref="Stores.LostLeaseException">Another worker has taken the run over.</exception>
    /// <exception cref="ReferenceMovedException">Production was moved meanwhile; the run has to begin again.</exception>
    public async Task<Run> FinishAsync(CancellationToken cancellation)
    {
        try
        {
            var dataset = await new Preparation(_context).RunAsync(cancellation);
            var candidate = await new Teaching(_context).RunAsync(dataset, cancellation);
            var evidence = await new Examination(_context).RunAsync(candidate, cancellation);
            var verdict = await new Judgement(_context).RunAsync(evidence, cancellation);
            await _context.PhaseAsync(RunPhase.Promote, () => DecideAsync(verdict, candidate, evidence, cancellation), cancellation);
        }
        catch (DatasetRejectedException e)
        {
            await _context.Journal.MoveAsync(run => run with { State = RunState.Quarantined, Reason = e.Message }, cancellation);
        }
        return _context.Run;
    }

    private async Task<Func<Run, Run>> DecideAsync(Verdict verdict, Candidate candidate, Evidence evidence, CancellationToken cancellation)
    {
        if (verdict is Accepted accepted)
        {
            var release = await _promotion.PromoteAsync(
                accepted, candidate, evidence.Candidate, evidence.Tasks, _context.Run, _context.Journal.Epoch, cancellation);
            return run => run with { State = RunState.Promoted, Release = release.Number };
        }
        await _promotion.RejectAsync(_context.Run, _context.Journal.Epoch, cancellation);
        return run => run with { State = RunState.Rejected };
    }
}
