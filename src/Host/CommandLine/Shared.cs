using System.CommandLine;

namespace MlopsCl.Host;

/// <summary>The options that several verbs have.</summary>
internal static class Shared
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document, for machines." };

    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "A folder, azure://CONTAINER or https://ACCOUNT.blob.core.windows.net/CONTAINER. Default: ./mlopscl-data",
        HelpName = "address",
    };

    public static Option<string?> Recipes { get; } = new("--recipes")
    {
        Description = "The folder of the streams' recipes. Default: pipelines/streams of the program.",
        HelpName = "folder",
    };

    public static Option<string?> Bus { get; } = BusOption();

    public static Option<string> Stream { get; } = new("--stream")
    {
        Description = "The stream (a recipe's name).",
        HelpName = "name",
        DefaultValueFactory = _ => "quickstart",
    };

    public static Option<string?> Device { get; } = new("--device") { Description = "cpu or cuda:0. Default: cpu", HelpName = "name" };

    /// <summary>A path that was given, in full.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public static string PathOf(string given, string what) => string.IsNullOrWhiteSpace(given)
        ? throw new UsageException($"The path of {what} is empty; name a file or a folder.")
        : Path.GetFullPath(given);

    private static Option<string?> BusOption()
    {
        var option = new Option<string?>("--bus") { Description = "memory or rabbitmq. Default: memory", HelpName = "name" };
        option.AcceptOnlyFromAmong("memory", "rabbitmq");
        return option;
    }
}
