namespace MlopsCl.Learner.Tests;

/// <summary>How much is tried of what has no end: little in every run, much where <c>MLOPSCL_TESTS</c> is <c>all</c>, as <c>./test --all</c> sets it.</summary>
internal static class Thorough
{
    public static int Count(int usually, int thoroughly) =>
        Environment.GetEnvironmentVariable("MLOPSCL_TESTS") == "all" ? thoroughly : usually;
}
