using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner;
using MlopsCl.Learner.Conformance;

namespace MlopsCl.Host;

/// <summary><c>mlopscl conformance</c>: compares the program's numbers with those of reference implementations.</summary>
internal static class ConformanceVerb
{
    private static readonly Argument<string> Folder = new("folder") { Description = "A folder of fixtures, or a folder of such folders." };

    public static Verb Create() => new Verb(
        "conformance", "Compare this machine's numbers with those of reference implementations.", "mlopscl conformance ./fixtures --device cpu")
    {
        Folder, Shared.Device, Shared.Json,
    }.Does((parse, screen, cancellation) => Task.FromResult(Run(parse, screen, cancellation)));

    private static int Run(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var device = UsableDevice.Of(parse.GetValue(Shared.Device) ?? "cpu");
        var checks = new List<ConformanceCheck>();
        foreach (var check in new ConformanceRun(FixtureKinds.All, device).Over(parse.GetValue(Folder)!, cancellation))
        {
            checks.Add(check);
            if (!screen.Json || !check.Passed)
                Show(screen, check);      // for machines on the error stream, which says why a check fails
        }

        var failed = checks.Count(check => !check.Passed);
        screen.Result(
            new { checks = checks.Select(check => new { check.Name, check.Deviation, check.Tolerance, check.Passed }), device, stack = ComputeDevice.Stack },
            () => screen.Line($"{checks.Count - failed} of {checks.Count} checks passed on {device}, {ComputeDevice.Stack}"));
        return failed == 0 ? ExitCode.Done : ExitCode.No;
    }

    private static void Show(Screen screen, ConformanceCheck check)
    {
        screen.Line(string.Create(
            CultureInfo.InvariantCulture, $"{(check.Passed ? "ok  " : "FAIL")}  {check.Name,-70} {check.Deviation,10:0.##e+0} of {check.Tolerance:0.##e+0}"));
        if (!check.Passed)
            screen.Line($"      {check.Detail}");
    }
}
