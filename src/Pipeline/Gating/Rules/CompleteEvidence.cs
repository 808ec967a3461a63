namespace MlopsCl.Pipeline.Gating.Rules;

/// <summary>The candidate was examined on every task; so were the references that the other rules need, and on the same items.</summary>
internal sealed class CompleteEvidence : GateRule
{
    public override string Name => "complete-evidence";

    public override IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy)
    {
        var lacks = Lacks(input).ToList();
        return lacks.Count > 0 ? lacks
            : [Pass(null, $"{input.EarlierTasks.Append(input.NewTask).Distinct().Count()} task(s) were examined, each on the same items as its references.")];
    }

    private IEnumerable<RuleOutcome> Lacks(GateInput input)
    {
        if (input.EarlierTasks.Count > 0 && input.Production is null)
            yield return Fail(
                null, $"The stream has learned {input.EarlierTasks.Count} task(s), but there is no scorecard of production. " +
                    "Examine the release in production.");
        if ((input.Production ?? input.Base) is null)
            yield return Fail(input.NewTask, "There is neither a scorecard of production nor of the base model to compare with. Examine the base model.");
        foreach (var task in input.EarlierTasks.Append(input.NewTask).Distinct())
        {
            foreach (var (name, card) in References(input, task))
            {
                if (Lack(input.Candidate, card, task, name) is { } reason)
                    yield return Fail(task, reason);
            }
        }
    }

    /// <summary>The scorecards that must hold a task.</summary>
    private static IEnumerable<(string Name, Scorecard Card)> References(GateInput input, string task)
    {
        yield return ("the candidate", input.Candidate);
        if (input.Production is not null)
            yield return ("production", input.Production);
        else if (input.Base is not null)
            yield return ("the base model", input.Base);
        if (input.EarlierTasks.Contains(task))
            yield return ("the best release ever", input.Best ?? new Scorecard(input.Candidate.Stream, "best", []));
    }

    private static string? Lack(Scorecard candidate, Scorecard card, string task, string name)
    {
        var count = card.Tasks.Count(t => t.Task == task);
        if (count != 1)
            return $"The scorecard of {name} has {count} entries for the task; it must have one. Examine it on this task.";
        if (candidate.Find(task) is not { } examined)
            return null; // told of the candidate's own scorecard
        var compared = Comparison.Of(examined, card.Find(task)!);
        const string NextStep = "scores of other items cannot be compared. Examine both on the same items.";
        if (compared.Missing > 0)
            return $"The candidate was not examined on {compared.Missing} item(s) that {name} was examined on; {NextStep}";
        var more = examined.Items - compared.Items;
        return more > 0 ? $"Of the {examined.Items} items that the candidate was examined on, {more} are not among those of {name}; {NextStep}" : null;
    }
}
