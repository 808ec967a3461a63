using System.Runtime;

namespace MlopsCl.Bench.MlNet;

/// <summary>Brings a program to where the runtime no longer compiles it: a method at its first call, and again, better, once it was called often.</summary>
internal static class Warmth
{
    private const int MostRounds = 12;

    private static readonly TimeSpan BackgroundCompiling = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs something until nothing is compiled any more, or that has been tried often enough.</summary>
    /// <param name="round">Calls what is to be measured some thirty times, after which the runtime compiles a method again.</param>
    public static void Settle(Action round)
    {
        for (var left = MostRounds; left > 0; left--)
        {
            var before = JitInfo.GetCompiledMethodCount();
            round();
            Thread.Sleep(BackgroundCompiling);
            if (JitInfo.GetCompiledMethodCount() == before)
                return;
        }
    }
}
