using System.Globalization;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>What a person sees of the demonstration.</summary>
internal sealed class DemoScreen(Screen screen, ProgressLines progress)
{
    public void Importing(RecipeTask task) => Line($"{task.Name,-10} import   {task.Import}");

    public void Again(RecipeTask task, Run earlier) =>
        Line($"{task.Name,-10} again    {earlier.State.ToString().ToLowerInvariant()} in an earlier demonstration: {earlier.Reason}");

    public void Sent(RecipeTask task, string digest) => Line($"{task.Name,-10} message  TaskDatasetArrived, dataset {digest[..12]}");

    public void Waits(RecipeTask task, string trouble) => Line($"{task.Name,-10} waits    {trouble}");

    public void Ended(DemoEnd end)
    {
        if (end.Scorecard is { } card)
            Line($"{end.Task.Name,-10} row      {string.Join("  ", card.Tasks.Select(t => Invariant($"{t.Task} {t.Accuracy * 100:0.0} ({t.Items})")))}");
        foreach (var reason in end.Verdict?.Reasons ?? [])
            Line($"{end.Task.Name,-10} gate     {Mark(reason.Result)} {reason.Rule}: {reason.Reason}");
        Line(end.Run.Release is { } number
            ? $"{end.Task.Name,-10} promoted release {number}, adapter {end.AdapterSha256![..12]}"
            : $"{end.Task.Name,-10} {end.Verdict?.Result ?? end.Run.State.ToString().ToLowerInvariant()}: production stays as it was");
        Line("");
    }

    public void Report(DemoReport report, string storeAddress)
    {
        MatrixTable.Write(report, screen.Output);
        if (report.AverageAccuracy is { } average)
            Line(Invariant($"average accuracy {average * 100:0.0}   forgetting {report.Forgetting * 100:0.0}   backward transfer {report.Bwt * 100:0.0}"));
        Line($"releases: {storeAddress}, stream {report.Stream} (mlopscl releases --store {storeAddress})");
        if (report.Answer is { } answer)
            Line($"asked about {answer.Image}, which no training has seen: {answer.Question}  ->  {answer.Text}");
        var s = report.Seconds;
        Line(Invariant($"seconds: prepare {s.Prepare:0.0}, train {s.Train:0.0}, evaluate {s.Evaluate:0.0}, ") +
            Invariant($"gate {s.Gate:0.00}, promote {s.Promote:0.00}, total {s.Total:0.0}"));
    }

    private void Line(string text)
    {
        progress.Clear();
        screen.Line(text);
    }

    private static string Mark(RuleResult result) => result switch
    {
        RuleResult.Pass => "pass",
        RuleResult.Fail => "FAIL",
        _ => "open",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
