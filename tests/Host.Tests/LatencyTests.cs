using System.Text.Json;

namespace MlopsCl.Host.Tests;

public sealed class LatencyTests
{
    // Other tests compute as well: a worker's thread that waits for its team gives the processor away.
    public LatencyTests() => Environment.SetEnvironmentVariable("GOMP_SPINCOUNT", "0");

    [Fact]
    public void A_percentile_is_the_value_that_so_many_do_not_exceed()
    {
        // 1 to 40 hundredths: half are at most 0.20, 38 of 40 (95 %) at most 0.38.
        var figure = LatencyFigure.Of("any", "", [.. Enumerable.Range(1, 40).Reverse().Select(i => i / 100.0)], 0.39);
        Assert.Equal((40, 0.20, 0.38, 0.40, true), (figure.Count, figure.Median, figure.P95, figure.Max, figure.IsWithin));
        Assert.Equal(3, LatencyFigure.Of("few", "", [3, 1, 2], 3).P95);
        Assert.False(LatencyFigure.Of("few", "", [3, 1, 2], 3).IsWithin);
    }

    [Fact]
    public async Task The_benchmark_times_real_workers_and_their_resumed_training_ends_as_the_undisturbed_one()
    {
        var run = await Run.Of("bench", "latency", "--messages", "2", "--tasks", "2", "--interruptions", "1", "--commands", "1", "--json");
        Assert.Contains(run.ExitCode, new[] { 0, 1 }); // on a busy machine limits may be missed
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(
            ["claim", "overhead", "interrupt", "help", "mistyped_path", "mistyped_key"],
            report.GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal([2, 2, 1, 1, 1, 1], report.GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("count").GetInt32()));
        Assert.All(report.GetProperty("tasks").EnumerateArray(), AssertThatTimesAddUp);
        Assert.True(report.GetProperty("resumes_exactly").GetBoolean());
    }

    private static void AssertThatTimesAddUp(JsonElement task)
    {
        double Of(string name) => task.GetProperty(name).GetDouble();
        Assert.True(Of("device") > 0);
        Assert.Equal(Of("total"), Of("device") + Of("overhead"), 0.001);
        Assert.Equal(Of("overhead"), Of("prepare") + Of("train") + Of("evaluate") + Of("gate") + Of("promote") + Of("between"), 0.001);
    }
}
