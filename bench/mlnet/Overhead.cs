using System.Runtime;

namespace MlopsCl.Bench.MlNet;

/// <summary>
/// What a pass over a view costs more than asking the learner for the same rows. They take turns of four: learner, view, view, learner, and the other way round
/// the next time; so each comes first, last and after the other equally often, and what rises or falls steadily meanwhile falls on both. In other turns
/// the learner stands on both sides: what comes out then is what this measurement finds where there is nothing.
/// </summary>
internal static class Overhead
{
    private const double Limit = 0.02;
    private const int WarmingCalls = 30;

    /// <summary>Measures and tells.</summary>
    /// <param name="learner">The learner itself, given a number of rows.</param>
    /// <param name="view">A pass over a view of as many.</param>
    /// <param name="rows">Rows of each pass.</param>
    /// <param name="repeats">Turns of each kind.</param>
    public static Verdict Measure(Func<int, Way> learner, Func<int, Way> view, int rows, int repeats)
    {
        Warmth.Settle(() =>
        {
            for (var call = 0; call < WarmingCalls; call++)
                _ = Cost.Of(learner(1), 1) + Cost.Of(view(1), 1);
        });
        var (asked, passed) = (learner(rows), view(rows));
        Turn(asked, passed, rows, turn: 0);
        var (costs, nothing) = (new List<(Cost Asked, Cost Passed)>(), new List<(Cost Asked, Cost Passed)>());
        var (compiled, collections) = (JitInfo.GetCompiledMethodCount(), GC.CollectionCount(0));
        for (var turn = 0; turn < repeats; turn++)
        {
            costs.Add(Turn(asked, passed, rows, turn));
            nothing.Add(Turn(asked, asked, rows, turn));
        }

        (compiled, collections) = (JitInfo.GetCompiledMethodCount() - compiled, GC.CollectionCount(0) - collections);
        var processor = Spread.Of(costs.Select(cost => cost.Passed.Processor / cost.Asked.Processor - 1));
        Console.WriteLine($"\n## The overhead\n\n| {asked.Name} against | of | median | 95 % interval |\n|---|---|---|---|");
        Console.WriteLine($"| {passed.Name} | processor time | {processor} |");
        Console.WriteLine($"| {passed.Name} | time | {Spread.Of(costs.Select(cost => cost.Passed.Seconds / cost.Asked.Seconds - 1))} |");
        Console.WriteLine($"| itself | processor time | {Spread.Of(nothing.Select(cost => cost.Passed.Processor / cost.Asked.Processor - 1))} |");
        Console.WriteLine($"\n{repeats} turns of each; {Bytes(costs.Select(cost => cost.Asked), rows):N0} bytes a row are allocated by the learner, " +
            $"{Bytes(costs.Select(cost => cost.Passed), rows):N0} by a pass; {collections} collections and {compiled} methods compiled meanwhile.");
        return Judge(processor);
    }

    private static (Cost Asked, Cost Passed) Turn(Way asked, Way passed, int rows, int turn)
    {
        var (outer, inner) = turn % 2 == 0 ? (asked, passed) : (passed, asked);
        var first = Cost.Of(outer, rows);
        var within = Cost.Of(inner, rows) + Cost.Of(inner, rows);
        var around = first + Cost.Of(outer, rows);
        return turn % 2 == 0 ? (around, within) : (within, around);
    }

    private static double Bytes(IEnumerable<Cost> costs, int rows) => costs.Average(cost => cost.Bytes) / (2 * rows);

    private static Verdict Judge(Spread processor)
    {
        var verdict = processor.High < Limit ? Verdict.Held : processor.Low > Limit ? Verdict.Missed : Verdict.Undecided;
        Console.WriteLine($"\nOf processor time, less than {Limit * 100:0} % is wanted: {verdict switch
        {
            Verdict.Held => "held.",
            Verdict.Missed => "missed.",
            _ => "not decided; repeat more often, or on a quieter machine.",
        }}");
        return verdict;
    }
}
