namespace MlopsCl.Learner.Scoring;

/// <summary>What two models did on the same items.</summary>
/// <param name="Wins">Items on which the candidate scored higher.</param>
/// <param name="Losses">Items on which the baseline scored higher.</param>
/// <param name="Ties">Items on which both scored the same.</param>
public sealed record PairedOutcomes(int Wins, int Losses, int Ties)
{
    /// <summary>Items in all.</summary>
    public int Items => Wins + Losses + Ties;

    /// <summary>The exact probability of so uneven a split when the two are equally good.</summary>
    public double TwoSidedP => ExactMcNemar.TwoSided(Wins, Losses);

    /// <summary>The exact probability of so many wins when the two are equally good; small when the candidate is better.</summary>
    public double BetterP => ExactMcNemar.FirstBetter(Wins, Losses);

    /// <summary>The exact probability of so many losses when the two are equally good; small when the candidate is worse.</summary>
    public double WorseP => ExactMcNemar.FirstBetter(Losses, Wins);

    /// <summary>Counts pairs of scores.</summary>
    /// <param name="scores">The candidate's and the baseline's score of each item.</param>
    public static PairedOutcomes Of(IEnumerable<(double Candidate, double Baseline)> scores)
    {
        var (wins, losses, ties) = (0, 0, 0);
        foreach (var (candidate, baseline) in scores)
        {
            if (candidate > baseline)
                wins++;
            else if (candidate < baseline)
                losses++;
            else
                ties++;
        }

        return new PairedOutcomes(wins, losses, ties);
    }
}
