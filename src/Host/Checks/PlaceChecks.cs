using MlopsCl.Consumers;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host;

/// <summary>The recipes, the store and the broker that the settings name.</summary>
internal static class PlaceChecks
{
    public static async Task<IReadOnlyList<CheckLine>> RunAsync(Settings settings, CancellationToken cancellation) =>
        [Recipes(settings), await StoreAsync(settings, cancellation), await BrokerAsync(settings, cancellation)];

    private static CheckLine Recipes(Settings settings)
    {
        try
        {
            var folder = Home.RecipesFor(settings);
            var count = Directory.EnumerateFiles(folder, "*.yml").Count();
            return count > 0 ? new("Recipes", true, $"{count} in {folder}") : new(
                "Recipes", false, $"none in {folder}", "put a stream's recipe there, or set --recipes");
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            return new("Recipes", false, ErrorText.Of(e.Message));
        }
    }

    private static async Task<CheckLine> StoreAsync(Settings settings, CancellationToken cancellation)
    {
        if (!settings.Store.Contains("://", StringComparison.Ordinal) && !Directory.Exists(settings.Store))
            return new("Store", true, $"folder {Path.GetFullPath(settings.Store)}, made at first use");
        try
        {
            var store = StoreFactory.Open(settings.Store, TimeProvider.System);
            _ = await store.ReadAsync("doctor", cancellation);
            return new("Store", true, store.Address);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return new("Store", false, ErrorText.Of(e.Message), "check --store or MLOPSCL_STORE, and AZURE_STORAGE_CONNECTION_STRING for azure://");
        }
    }

    private static async Task<CheckLine> BrokerAsync(Settings settings, CancellationToken cancellation)
    {
        if (settings.Bus != "rabbitmq")
            return new("Bus", true, "in memory, within one process");
        var problem = await BrokerProbe.FindProblemAsync(settings.RabbitMq, cancellation);
        return problem is null
            ? new("Bus", true, settings.RabbitMq.ToString())
            : new("Bus", false, $"{settings.RabbitMq}: {problem}",
                "apt-get install rabbitmq-server, or set MLOPSCL_RABBITMQ__HOST, __PORT, __USER and __PASSWORD");
    }
}
