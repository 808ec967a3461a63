using MlopsCl.Learner.Scoring;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>From the tasks' ends to the report.</summary>
internal static class DemoSummary
{
    public static DemoReport Of(string stream, IReadOnlyList<DemoEnd> ends, TimeSpan importing, DemoReport.AnswerLine? answer, TimeSpan total)
    {
        // The rows of what was promoted: a rejected candidate is nobody's parent, so the next row does not hold its task.
        var promoted = ends.Where(e => e.Run.State == RunState.Promoted && e.Scorecard is not null).ToArray();
        var matrix = Scorecard.MatrixOf([.. promoted.Select(e => e.Scorecard!)]);
        var some = matrix.Count > 0;
        return new DemoReport(
            stream,
            [.. promoted.Select(e => e.Task.Name)],
            matrix,
            some ? AccuracyMatrix.AverageAccuracy(matrix) : null,
            some ? AccuracyMatrix.Forgetting(matrix) : null,
            some ? AccuracyMatrix.BackwardTransfer(matrix) : null,
            [.. ends.Select(e => new DemoReport.ReleaseLine(e.Run.Release, e.Task.Name, e.Verdict?.Result ?? "none", e.AdapterSha256))],
            Seconds(ends, importing, total),
            answer);
    }

    private static DemoReport.SecondsLine Seconds(IReadOnlyList<DemoEnd> ends, TimeSpan importing, TimeSpan total)
    {
        double Sum(Func<Pipeline.PhaseSeconds, double> phase) => Math.Round(ends.Sum(e => phase(e.Seconds)), 3);
        return new DemoReport.SecondsLine(
            Math.Round(importing.TotalSeconds + ends.Sum(e => e.Seconds.Prepare), 3),
            Sum(s => s.Train), Sum(s => s.Evaluate), Sum(s => s.Gate), Sum(s => s.Promote), Math.Round(total.TotalSeconds, 3));
    }
}
