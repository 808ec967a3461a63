using System.Text.Json;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host.Tests;

public sealed class DemoReportTests
{
    private static readonly JsonElement Document = JsonSerializer.SerializeToElement(Report(), Screen.JsonOptions);

    [Fact]
    public void The_document_has_exactly_these_fields()
    {
        Assert.Equal(["stream", "tasks", "matrix", "average_accuracy", "forgetting", "bwt", "releases", "seconds", "answer"], Names(Document));
        Assert.Equal(["id", "task", "verdict", "adapter_sha256"], Names(Document.GetProperty("releases")[0]));
        Assert.Equal(["prepare", "train", "evaluate", "gate", "promote", "total"], Names(Document.GetProperty("seconds")));
        Assert.Equal(["image", "question", "text"], Names(Document.GetProperty("answer")));
    }

    [Fact]
    public void Scores_are_fractions_and_forgetting_is_best_so_far_minus_last()
    {
        // Row 1: 0.75. Row 2: 0.5 and 1. So the average of the last row is 0.75, a quarter of the first task is lost.
        Assert.Equal([[0.75], [0.5, 1]], Document.GetProperty("matrix").EnumerateArray().Select(row => row.EnumerateArray().Select(c => c.GetDouble())));
        Assert.Equal(0.75, Document.GetProperty("average_accuracy").GetDouble(), 12);
        Assert.Equal(0.25, Document.GetProperty("forgetting").GetDouble(), 12);
        Assert.Equal(-0.25, Document.GetProperty("bwt").GetDouble(), 12);
    }

    [Fact]
    public void A_rejected_task_is_listed_but_is_no_row()
    {
        Assert.Equal(["garments", "digits"], Document.GetProperty("tasks").EnumerateArray().Select(t => t.GetString()));
        var rejected = Document.GetProperty("releases")[2];
        Assert.Equal(("icons", "rejected"), (rejected.GetProperty("task").GetString(), rejected.GetProperty("verdict").GetString()));
        Assert.Equal(JsonValueKind.Null, rejected.GetProperty("id").ValueKind);
    }

    [Fact]
    public void Importing_counts_as_preparing()
    {
        // Two seconds of importing, and one of preparing in each of three runs.
        Assert.Equal(5, Document.GetProperty("seconds").GetProperty("prepare").GetDouble(), 12);
        Assert.Equal(60, Document.GetProperty("seconds").GetProperty("total").GetDouble(), 12);
    }

    [Fact]
    public void What_an_earlier_demonstration_took_does_not_count()
    {
        var resumed = End("garments", RunState.Promoted, 1).Run with { Seconds = new PhaseSeconds(1, 2.5, 3, 4, 5) };
        var finished = resumed with { Key = "finished before" };
        var history = new DemoHistory(new Dictionary<string, PhaseSeconds> { [resumed.Key] = new(1, 2, 0, 0, 0), [finished.Key] = finished.Seconds });
        Assert.Equal(new PhaseSeconds(0, 0.5, 3, 4, 5), history.SecondsSince(resumed));
        Assert.Equal(new PhaseSeconds(), history.SecondsSince(finished));
        Assert.Equal(resumed.Seconds, history.SecondsSince(resumed with { Key = "new" }));
    }

    private static DemoReport Report()
    {
        DemoEnd[] ends =
        [
            End("garments", RunState.Promoted, 1, ("garments", [1, 1, 1, 0])),
            End("digits", RunState.Promoted, 2, ("garments", [1, 0, 1, 0]), ("digits", [1, 1])),
            End("icons", RunState.Rejected, null, ("garments", [0, 0, 0, 0]), ("digits", [0, 0]), ("icons", [1])),
        ];
        return DemoSummary.Of(
            "quickstart", ends, TimeSpan.FromSeconds(2), new DemoReport.AnswerLine("unseen.png", "What?", "a shirt"), TimeSpan.FromSeconds(60));
    }

    private static DemoEnd End(string task, RunState state, int? release, params (string Task, double[] Scores)[] row)
    {
        var run = new Pipeline.Journal.Run(task, "quickstart", task, "/d", "d", "r", 1, DateTimeOffset.UnixEpoch)
        {
            State = state, Release = release, Seconds = new PhaseSeconds(1, 2, 3, 4, 5),
        };
        var card = new Scorecard(
            "quickstart", task,
            [.. row.Select(r => new TaskScore(r.Task, "d", "exact", [.. r.Scores.Select((s, i) => new ItemOutcome($"{i}", "", "", "", "", s, null))]))]);
        return new DemoEnd(
            new RecipeTask { Name = task, Import = task }, run, run.Seconds, new VerdictRecord(release is null ? "rejected" : "accepted", []), card,
            release is null ? null : "a");
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
