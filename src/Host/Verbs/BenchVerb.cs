using System.CommandLine;

namespace MlopsCl.Host;

/// <summary><c>mlopscl bench</c>: measure, rather than believe.</summary>
internal static class BenchVerb
{
    public static Command Create() => new("bench", "Measure: methods on a stream of tasks, and what everything else takes.")
    {
        BenchStreamsVerb.Create(), BenchLatencyVerb.Create(), BenchGpuVerb.Create(),
    };
}
