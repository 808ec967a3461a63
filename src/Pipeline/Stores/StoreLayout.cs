using System.Globalization;
using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Stores;

/// <summary>Where documents lie in a store.</summary>
internal static class StoreLayout
{
    public const string Streams = "streams/";
    public const string StateFile = "/state.json";

    public static string State(string stream) => $"streams/{stream}/state.json";

    public static string Lease(string stream) => $"streams/{stream}/lease";

    public static string Run(string stream, string key) => $"streams/{stream}/runs/{key}.json";

    /// <summary>The key of the run whose document has this name; null for another's file that lies beside the runs.</summary>
    public static string? RunKey(string name) =>
        name.EndsWith(".json", StringComparison.Ordinal) && name[(name.LastIndexOf('/') + 1)..^".json".Length] is var key && ContentDigest.IsOne(key)
            ? key
            : null;

    public static string Runs(string stream) => $"streams/{stream}/runs/";

    public static string Release(string stream, int number) => string.Create(CultureInfo.InvariantCulture, $"streams/{stream}/releases/{number}.json");

    public static string Ledger(string stream, int number) => string.Create(CultureInfo.InvariantCulture, $"streams/{stream}/ledger/{number}.json");
}
