using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace MlopsCl.Host;

/// <summary>Reads the settings and refuses wrong ones, all problems at once.</summary>
internal static class SettingsSource
{
    public const string Prefix = "MLOPSCL_";

    public static Settings Read(ParseResult parse)
    {
        var settings = new Settings();
        Configuration().Bind(settings);
        settings.Store = Given(parse, "--store") ?? settings.Store;
        settings.Recipes = Given(parse, "--recipes") ?? settings.Recipes;
        settings.Bus = Given(parse, "--bus") ?? settings.Bus;
        settings.Device = Given(parse, "--device") ?? settings.Device;
        settings.Health = Given(parse, "--health") ?? settings.Health;
        return Checked(settings);
    }

    public static Settings Checked(Settings settings)
    {
        var problems = settings.Problems();
        return problems.Count == 0 ? settings : throw new UsageException(string.Join(Environment.NewLine, problems));
    }

    private static IConfiguration Configuration() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Home.Folder, "appsettings.json"), optional: true)
        .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
        .AddEnvironmentVariables(Prefix)
        .Build();

    // A verb has only some of the options: one that it lacks is one that was not given.
    private static string? Given(ParseResult parse, string name) =>
        parse.CommandResult.Command.Options.Any(o => o.Name == name) ? parse.GetValue<string?>(name) : null;
}
