using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using MlopsCl.Consumers;

namespace MlopsCl.Host;

/// <summary>Reads the settings and refuses wrong ones, all problems at once.</summary>
internal static class SettingsSource
{
    public const string Prefix = "MLOPSCL_";

    public static Settings Read(ParseResult parse)
    {
        var settings = Bound(Configuration());
        settings.Store = Given(parse, "--store") ?? settings.Store;
        settings.Recipes = Given(parse, "--recipes") ?? settings.Recipes;
        settings.Bus = Given(parse, "--bus") ?? settings.Bus;
        settings.Device = Given(parse, "--device") ?? settings.Device;
        settings.Health = Given(parse, "--health") ?? settings.Health;
        return Checked(settings);
    }

    /// <summary>The settings that a configuration makes.</summary>
    /// <exception cref="UsageException">Values are not of their setting's kind; all of them are told.</exception>
    public static Settings Bound(IConfiguration configuration)
    {
        var names = Names(typeof(Settings), "").Concat(Names(typeof(RabbitMqOptions), nameof(Settings.RabbitMq) + ":"));
        var problems = names.Select(setting => Problem(setting.Name, configuration[setting.Name], setting.Kind)).OfType<string>().ToArray();
        if (problems.Length > 0)
            throw new UsageException(string.Join(Environment.NewLine, problems));
        var settings = new Settings();
        configuration.Bind(settings);
        return settings;
    }

    public static Settings Checked(Settings settings)
    {
        var problems = settings.Problems();
        return problems.Count == 0 ? settings : throw new UsageException(string.Join(Environment.NewLine, problems));
    }

    private static IEnumerable<(string Name, Type Kind)> Names(Type section, string prefix) =>
        section.GetProperties().Select(property => (prefix + property.Name, property.PropertyType));

    private static string? Problem(string name, string? text, Type kind)
    {
        var rule = text is null ? null
            : kind == typeof(int) && !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? "a whole number"
            : kind == typeof(bool) && !bool.TryParse(text, out _) ? "true or false"
            : null;
        var variable = Prefix + name.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();
        return rule is null ? null : $"{name} is '{text}'; it must be {rule}. Set {variable}, or {name} in appsettings.json.";
    }

    private static IConfiguration Configuration()
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(Home.Folder, "appsettings.json"), optional: true)
                .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
                .AddEnvironmentVariables(Prefix)
                .Build();
        }
        catch (InvalidDataException e)
        {
            throw new UsageException($"{e.Message} {e.GetBaseException().Message} Repair or remove it.");
        }
    }

    // A verb has only some of the options: one that it lacks is one that was not given.
    private static string? Given(ParseResult parse, string name) =>
        parse.CommandResult.Command.Options.Any(o => o.Name == name) ? parse.GetValue<string?>(name) : null;
}
