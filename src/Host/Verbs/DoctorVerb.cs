using System.CommandLine;

namespace MlopsCl.Host;

/// <summary><c>mlopscl doctor</c>: what is there, what is missing, and how to get it.</summary>
internal static class DoctorVerb
{
    public static Verb Create() => new Verb(
        "doctor", "Look at what the program needs: LibTorch and its speed, codecs, recipes, store, broker.", "mlopscl doctor --bus rabbitmq")
    {
        Shared.Store, Shared.Recipes, Shared.Bus, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var settings = SettingsSource.Read(parse);
        CheckLine[] lines = [.. ComputeChecks.Run(), .. await PlaceChecks.RunAsync(settings, cancellation)];
        var ok = lines.All(l => l.Ok);
        screen.Result(new { ok, checks = lines }, () =>
        {
            foreach (var line in lines)
            {
                screen.Line($"{(line.Ok ? "ok     " : "MISSING")}  {line.Name,-9} {line.Detail}");
                if (line.Advice is not null)
                    screen.Line($"                   {line.Advice}");
            }
        });
        return ok ? ExitCode.Done : ExitCode.No;
    }
}
