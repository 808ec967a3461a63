using System.Globalization;

namespace MlopsCl.Pipeline.Stores;

/// <summary>Where documents lie in a store.</summary>
internal static class StoreLayout
{
    public const string Streams = "streams/";
    public const string StateFile = "/state.json";

    public static string State(string stream) => $"streams/{stream}/state.json";

    public static string Lease(string stream) => $"streams/{stream}/lease";

    public static string Run(string stream, string key) => $"streams/{stream}/runs/{key}.json";

    public static string Runs(string stream) => $"streams/{stream}/runs/";

    public static string Release(string stream, int number) => string.Create(CultureInfo.InvariantCulture, $"streams/{stream}/releases/{number}.json");

    public static string Ledger(string stream, int number) => string.Create(CultureInfo.InvariantCulture, $"streams/{stream}/ledger/{number}.json");
}
