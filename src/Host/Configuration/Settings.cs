using MlopsCl.Consumers;

namespace MlopsCl.Host;

/// <summary>
/// The program's settings: <c>appsettings.json</c>, then environment variables with the prefix MLOPSCL_ (two underscores for a section),
/// then the command line.
/// </summary>
internal sealed class Settings
{
    /// <summary>The store's address. The default folder needs nothing installed.</summary>
    public string Store { get; set; } = "mlopscl-data";

    /// <summary>The recipes' folder; empty: <c>pipelines/streams</c> of the program.</summary>
    public string Recipes { get; set; } = "";

    /// <summary>Where checkpoints and fetched blobs lie; empty: <c>work</c> in a store folder, a temporary folder otherwise.</summary>
    public string Work { get; set; } = "";

    /// <summary><c>memory</c> (one process) or <c>rabbitmq</c>.</summary>
    public string Bus { get; set; } = "memory";

    /// <summary>The queue that workers share.</summary>
    public string Queue { get; set; } = new BusOptions().Queue;

    /// <summary>The broker, for <c>rabbitmq</c>.</summary>
    public RabbitMqOptions RabbitMq { get; set; } = new();

    /// <summary>Where tensors live: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public string Device { get; set; } = "cpu";

    /// <summary>Milliseconds between looks into the journal for requests of other processes, 50 to 60000. A look at a folder takes under 1 ms.</summary>
    public int PollMilliseconds { get; set; } = 250;

    /// <summary>GiB of fetched releases, pictures and vision features that the work folder keeps for later runs, 0 to 1000000.</summary>
    public int CacheGigabytes { get; set; } = 64;

    /// <summary>The health endpoint's address; empty: none. Loopback by default; a container sets <c>http://0.0.0.0:8086</c>.</summary>
    public string Health { get; set; } = "http://127.0.0.1:8086";

    public BusOptions ToBusOptions() => new() { Transport = Bus, Queue = Queue, RabbitMq = RabbitMq };

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = ToBusOptions().Problems().ToList();
        if (string.IsNullOrWhiteSpace(Store))
            problems.Add("The store's address is empty; set --store or MLOPSCL_STORE to a folder or an Azure address.");
        if (PollMilliseconds is < 50 or > 60_000)
            problems.Add($"PollMilliseconds is {PollMilliseconds}; it must be 50 to 60000. Set MLOPSCL_POLLMILLISECONDS.");
        if (CacheGigabytes is < 0 or > 1_000_000)
            problems.Add($"CacheGigabytes is {CacheGigabytes}; it must be 0 to 1000000. Set MLOPSCL_CACHEGIGABYTES.");
        if (Health.Length > 0 && (!Uri.TryCreate(Health, UriKind.Absolute, out var health) || health.Scheme is not ("http" or "https")))
            problems.Add($"Health is '{Health}'; it must be an address such as http://127.0.0.1:8086, or empty. Set --health or MLOPSCL_HEALTH.");
        return problems;
    }
}
