using System.CommandLine;

namespace MlopsCl.Host;

/// <summary><c>mlopscl bench latency</c>: what everything takes that is neither learning nor answering.</summary>
internal static class BenchLatencyVerb
{
    private static readonly Option<int> Messages = CountOption.Of("--messages", "Messages to an idle worker.", 50);
    private static readonly Option<int> Tasks = CountOption.Of("--tasks", "Tasks that are learned.", 5);
    private static readonly Option<int> Interruptions = CountOption.Of("--interruptions", "Trainings that are interrupted and resumed.", 3);
    private static readonly Option<int> Commands = CountOption.Of("--commands", "Calls of each command.", 10);

    public static Verb Create() => new Verb(
        "latency", "Time claims, overhead, interruption and commands with real workers on a tiny model.", "mlopscl bench latency --json")
    {
        Messages, Tasks, Interruptions, Commands, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("mlopscl-latency-").FullName;
        try
        {
            var site = new TinySite(Path.Combine(folder, "site"));
            screen.Line("learning tiny tasks, submitting messages ...");
            var (updates, tasks) = await new UpdateLatency(site).MeasureAsync(parse.GetValue(Tasks), parse.GetValue(Messages), cancellation);
            screen.Line("interrupting trainings ...");
            var (interruption, undisturbed, resumed) = await new InterruptionLatency(folder).MeasureAsync(parse.GetValue(Interruptions), cancellation);
            screen.Line("calling commands ...");
            var commands = await new CommandLatency(site, parse.GetValue(Commands)).MeasureAsync(cancellation);
            var report = new LatencyReport([.. updates, interruption, .. commands], tasks, undisturbed, resumed);
            screen.Result(report, () => Show(report, screen));
            return report.IsWithin ? ExitCode.Done : ExitCode.No;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Show(LatencyReport report, Screen screen)
    {
        screen.Line();
        screen.Figures($"{"seconds",-60} {"count",5} {"median",7} {"p95",7} {"max",7} {"limit",6}");
        foreach (var f in report.Figures)
            screen.Figures($"{f.What,-60} {f.Count,5} {f.Median,7:0.000} {f.P95,7:0.000} {f.Max,7:0.000} {f.Limit,6:0.0}",
                $"{(f.IsWithin ? "" : "  MISSED")}");
        screen.Figures($"resumed trainings ended with the undisturbed one's adapter: ",
            $"{(report.ResumesExactly ? "all" : "NOT ALL")} of {report.ResumedAdapterSha256.Count}");
        screen.Line();
        screen.Figures(
            $"{"task",-10} {"total",7} {"device",7} {"other",7}   of it: {"prepare",7} {"train",7} {"eval",7} {"gate",7} {"promote",7} {"between",7}");
        foreach (var t in report.Tasks)
            screen.Figures($"{t.Task,-10} {t.Total,7:0.000} {t.Device,7:0.000} {t.Overhead,7:0.000}          {t.Prepare,7:0.000} {t.Train,7:0.000} ",
                $"{t.Evaluate,7:0.000} {t.Gate,7:0.000} {t.Promote,7:0.000} {t.Between,7:0.000}");
    }
}
