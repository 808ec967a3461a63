using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using MlopsCl.Consumers;
using YamlDotNet.RepresentationModel;

namespace MlopsCl.Host.Tests;

public sealed partial class InfrastructureTests
{
    private static readonly string Bicep = Repository.Read("infra/main.bicep");

    [Fact]
    public void Compose_gives_the_worker_settings_that_the_program_has_and_accepts()
    {
        var worker = Services()["worker"];
        var variables = Variables((YamlMappingNode)worker["environment"]);
        var settings = Bind(variables);
        Assert.Empty(settings.Problems());
        Assert.Equal("rabbitmq", settings.Bus);
        Assert.Equal(new BusOptions().Queue, settings.Queue);
        Assert.Equal("rabbitmq", settings.RabbitMq.Host);
        Assert.True(Services().ContainsKey(settings.RabbitMq.Host), "The broker's host must be a service of the file.");
        Assert.Equal("azure://mlopscl", settings.Store);
        Assert.True(variables.ContainsKey(Pipeline.Stores.StoreFactory.ConnectionStringVariable));
    }

    [Fact]
    public void Compose_gives_broker_and_worker_the_same_account()
    {
        var broker = Variables((YamlMappingNode)Services()["rabbitmq"]["environment"]);
        var worker = Variables((YamlMappingNode)Services()["worker"]["environment"]);
        Assert.Equal(broker["RABBITMQ_DEFAULT_USER"], worker["MLOPSCL_RABBITMQ__USER"]);
        Assert.Equal(broker["RABBITMQ_DEFAULT_PASS"], worker["MLOPSCL_RABBITMQ__PASSWORD"]);
        Assert.StartsWith("${", broker["RABBITMQ_DEFAULT_PASS"], StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_publishes_ports_on_loopback_alone()
    {
        var ports = Services().Values.OfType<YamlMappingNode>()
            .Where(s => s.Children.ContainsKey("ports")).SelectMany(s => (YamlSequenceNode)s["ports"]).Select(p => p.ToString()).ToArray();
        Assert.Equal(2, ports.Length);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public void The_images_are_built_from_the_packages_that_the_start_script_installs()
    {
        var script = Repository.Read("infra/tools/packages.sh");
        var packages = BuildPackages().Match(script).Groups[1].Value.Split(' ');
        Assert.Contains("libtorch-dev", packages);
        var dockerfile = Repository.Read("infra/Dockerfile");
        Assert.All(packages, package => Assert.Contains(package, dockerfile, StringComparison.Ordinal));
    }

    [Fact]
    public void Bicep_starts_a_worker_anew_only_when_it_no_longer_answers()
    {
        var probes = BicepProbe().Matches(Bicep).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.Equal(new Dictionary<string, string> { ["Liveness"] = HealthEndpoint.LivePath, ["Readiness"] = HealthEndpoint.ReadyPath }, probes);
    }

    [Fact]
    public void Bicep_brackets_and_quotes_are_balanced()
    {
        var code = BicepText().Replace(BicepComment().Replace(Bicep, ""), "");
        Assert.Equal(code.Count(c => c == '{'), code.Count(c => c == '}'));
        Assert.Equal(code.Count(c => c == '['), code.Count(c => c == ']'));
        Assert.Equal(code.Count(c => c == '('), code.Count(c => c == ')'));
        Assert.DoesNotContain('\'', code);
    }

    [Fact]
    public void Bicep_gives_the_worker_settings_that_the_program_has_and_accepts()
    {
        var variables = BicepVariable().Matches(Bicep).ToDictionary(m => m.Groups[1].Value, m => Resolve(m.Groups[2].Value));
        var settings = Bind(variables);
        Assert.Empty(settings.Problems());
        Assert.Equal("rabbitmq", settings.Bus);
        Assert.Equal(new BusOptions().Queue, settings.Queue);
        Assert.Equal(5672, settings.RabbitMq.Port);
        Assert.StartsWith("http://0.0.0.0:", settings.Health, StringComparison.Ordinal);
        Assert.Contains($"port: {new Uri(settings.Health).Port} ", Bicep, StringComparison.Ordinal);
        Assert.Contains("{ name: 'MLOPSCL_RABBITMQ__PASSWORD', secretRef: 'broker-password' }", Bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void Bicep_names_every_symbol_that_it_uses()
    {
        var code = BicepText().Replace(BicepComment().Replace(Bicep, ""), m => string.Join(' ', BicepHole().Matches(m.Value).Select(h => h.Groups[1].Value)));
        var declared = BicepDeclaration().Matches(Bicep).Select(m => m.Groups[1].Value).ToHashSet();
        var used = BicepUse().Matches(code).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Contains("storage", declared);
        Assert.Contains("storage", used);
        Assert.Empty(used.Except(declared));
    }

    private static Settings Bind(IReadOnlyDictionary<string, string> variables)
    {
        var mine = variables.Where(v => v.Key.StartsWith(SettingsSource.Prefix, StringComparison.Ordinal))
            .ToDictionary(v => v.Key[SettingsSource.Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), v => (string?)v.Value);
        Assert.NotEmpty(mine);
        var settings = new Settings();
        new ConfigurationBuilder().AddInMemoryCollection(mine).Build().Bind(settings, binder => binder.ErrorOnUnknownConfiguration = true);
        return settings;
    }

    private static Dictionary<string, YamlNode> Services()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read("infra/compose.yaml")));
        return ((YamlMappingNode)yaml.Documents[0].RootNode["services"]).ToDictionary(s => s.Key.ToString(), s => s.Value);
    }

    private static Dictionary<string, string> Variables(YamlMappingNode node) => node.ToDictionary(v => v.Key.ToString(), v => v.Value.ToString());

    // A value in quotes, a variable's value, or the name of a resource as it stands.
    private static string Resolve(string value)
    {
        if (value.StartsWith('\''))
            return value.Trim('\'');
        var variable = Regex.Match(Bicep, $@"^var {Regex.Escape(value)} = '([^']*)'", RegexOptions.Multiline);
        return variable.Success ? variable.Groups[1].Value : value;
    }

    [GeneratedRegex("^BUILD_PACKAGES=\"([^\"]*)\"", RegexOptions.Multiline)]
    private static partial Regex BuildPackages();

    [GeneratedRegex(@"\{ name: '(MLOPSCL_[A-Z_]+)', value: ('[^']*'|[\w.]+) \}")]
    private static partial Regex BicepVariable();

    [GeneratedRegex(@"^(?:param|var|resource) (\w+)", RegexOptions.Multiline)]
    private static partial Regex BicepDeclaration();

    // The right side of 'key: symbol' and 'symbol.member', other than functions and literals.
    [GeneratedRegex(
        @"(?<![\w.@'])(?!(?:true|false|json|string|int|param|var|output|resource|resourceGroup|targetScope|name|value)\b)" +
        @"([a-z]\w*)(?=\.\w|\s*\}|\s*$)(?!\s*[:=(])", RegexOptions.Multiline)]
    private static partial Regex BicepUse();

    [GeneratedRegex(@"type: '(\w+)', httpGet: \{ path: '([^']+)'")]
    private static partial Regex BicepProbe();

    [GeneratedRegex("'[^'\n]*'")]
    private static partial Regex BicepText();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex BicepHole();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex BicepComment();
}
