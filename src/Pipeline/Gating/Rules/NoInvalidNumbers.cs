namespace MlopsCl.Pipeline.Gating.Rules;

/// <summary>Every item's score is a number from 0 to 1, in every scorecard: what cannot be compared is not a pass.</summary>
internal sealed class NoInvalidNumbers : GateRule
{
    public override string Name => "no-invalid-numbers";

    public override IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy)
    {
        var invalid = new[] { input.Candidate, input.Production, input.Best, input.Base }.OfType<Scorecard>()
            .SelectMany(
                card => card.Tasks.SelectMany(
                    task => task.Outcomes.Where(o => o.Score is not (>= 0 and <= 1)).Take(1).Select(o => (card.Subject, task.Task, o))))
            .Select(bad => Fail(bad.Task, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The score of item '{bad.o.Id}' of {bad.Subject} is {bad.o.Score}; scores are numbers from 0 to 1. Examine it again; " +
                $"a model that gives no numbers was not trained soundly.")))
            .ToList();
        return invalid.Count > 0 ? invalid : [Pass(null, "Every score is a number from 0 to 1.")];
    }
}
