using System.Text.Json;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Learner.Conformance;

/// <summary>Accuracy matrices, and the forgetting of each task as Avalanche counts it.</summary>
internal sealed class ContinualKind : FixtureKind
{
    private const string Expected = "expected.json";
    private const string Forgetting = "avalanche_forgetting_per_task";

    public override string Name => "continual-learning metrics";

    public override bool Recognises(FixtureFolder folder) => folder.HasJson(Expected, json => json.ValueKind == JsonValueKind.Array
        && json.GetArrayLength() > 0
        && json.EnumerateArray().All(
            one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("matrix", out _) && one.TryGetProperty(Forgetting, out _)));

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        var perTask = new Tally("forgetting per task", 1e-12);
        var transfer = new Tally("backward transfer", 1e-12);
        foreach (var (index, one) in folder.Json(Expected).EnumerateArray().Index())
        {
            var where = $"matrix {index}";
            double[][] matrix = [.. one.GetProperty("matrix").EnumerateArray().Select(Numbers)];
            var theirs = Numbers(one.GetProperty(Forgetting));
            var ours = AccuracyMatrix.FirstMinusLast(matrix);
            perTask.Compare(theirs.Length, ours.Count, $"{where}, number of tasks");
            foreach (var (task, pair) in theirs.Zip(ours).Index())
                perTask.Compare(pair.First, pair.Second, $"{where}, task {task}");
            transfer.Compare(theirs.Length == 0 ? 0 : -theirs.Average(), AccuracyMatrix.BackwardTransfer(matrix), where);
        }

        return [perTask.ToCheck(), transfer.ToCheck()];
    }

    // A task that was examined once only has no forgetting: null.
    private static double[] Numbers(JsonElement list) =>
        [.. list.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(item => item.GetDouble())];
}
