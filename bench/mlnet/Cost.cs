using System.Diagnostics;

namespace MlopsCl.Bench.MlNet;

/// <summary>What a run took.</summary>
/// <param name="Seconds">The time that passed.</param>
/// <param name="Processor">Seconds of processor time of all threads of this process, to the microsecond (the process's record has hundredths).</param>
/// <param name="Bytes">What was allocated, on all threads.</param>
internal readonly record struct Cost(double Seconds, double Processor, long Bytes)
{
    public static Cost operator +(Cost left, Cost right) =>
        new(left.Seconds + right.Seconds, left.Processor + right.Processor, left.Bytes + right.Bytes);

    /// <summary>Runs a way once.</summary>
    /// <exception cref="InvalidOperationException">It did not answer every row.</exception>
    public static Cost Of(Way way, int rows)
    {
        var (clock, busy, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var answered = way.Run();
        var cost = new Cost(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - busy).TotalSeconds, GC.GetTotalAllocatedBytes() - bytes);
        return answered == rows ? cost : throw new InvalidOperationException($"{way.Name}: {answered} of {rows} rows were answered.");
    }
}
