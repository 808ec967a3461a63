using System.Text.Json;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Learner.Conformance;

/// <summary>Statistics of SciPy and statsmodels. What the program does not compute is a check that does not pass.</summary>
internal sealed class StatisticsKind : FixtureKind
{
    private const string Expected = "expected.json";
    private const string McNemar = "mcnemar_exact";
    private const string Adjusted = "adjusted_p";
    private const double Tolerance = 1e-9;

    // At an expected value of zero 1e-12 is allowed: a thousand times less than the relative tolerance.
    private const double AtZero = 1e3;

    private static readonly string[] Inputs = ["only_first_right", "only_second_right", "p", "alpha"];

    public override string Name => "statistics";

    public override bool Recognises(FixtureFolder folder) =>
        folder.HasJson(Expected, json => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(McNemar, out _));

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        foreach (var section in folder.Json(Expected).EnumerateObject().Where(section => section.Value.ValueKind == JsonValueKind.Array))
        {
            if (section.Name is not (McNemar or Adjusted))
            {
                yield return Absent(section.Name);
                continue;
            }

            var outputs = section.Value.EnumerateArray().SelectMany(one => one.EnumerateObject()).Select(field => field.Name).Distinct().Except(Inputs);
            foreach (var output in outputs)
                yield return Compare(section.Name, output, section.Value);
        }
    }

    private static ConformanceCheck Compare(string section, string output, JsonElement cases)
    {
        if (MeasureOf(section, output) is not { } measure)
            return Absent($"{section} {output}");
        var tally = new Tally($"{section} {output}, relative", Tolerance);
        foreach (var (index, one) in cases.EnumerateArray().Index().Where(pair => pair.Item.TryGetProperty(output, out _)))
        {
            var theirs = Numbers(one.GetProperty(output));
            var ours = measure(one);
            tally.Compare(theirs.Length, ours.Count, $"case {index}, number of values");
            foreach (var (wanted, got) in theirs.Zip(ours))
                tally.Deviate(wanted == 0 ? Math.Abs(got) * AtZero : Math.Abs(wanted - got) / Math.Abs(wanted), $"case {index}");
        }

        return tally.ToCheck();
    }

    private static Func<JsonElement, IReadOnlyList<double>>? MeasureOf(string section, string output) => (section, output) switch
    {
        (McNemar, "two_sided") => one => [ExactMcNemar.TwoSided(First(one), Second(one))],
        (McNemar, "first_better") => one => [ExactMcNemar.FirstBetter(First(one), Second(one))],
        (McNemar, "second_better") => one => [ExactMcNemar.FirstBetter(Second(one), First(one))],
        (Adjusted, "holm") => one => HolmCorrection.Adjust(Numbers(one.GetProperty("p"))),
        _ => null,
    };

    private static int First(JsonElement one) => one.GetProperty("only_first_right").GetInt32();

    private static int Second(JsonElement one) => one.GetProperty("only_second_right").GetInt32();

    private static double[] Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Numbers(value.GetProperty("adjusted")),
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => item.GetDouble())],
        _ => [value.GetDouble()],
    };

    private static ConformanceCheck Absent(string what) => ConformanceCheck.Impossible(what, $"this version does not compute {what}");
}
