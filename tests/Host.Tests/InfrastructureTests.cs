using System.Globalization;
using System.Text.Json;
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
    public void The_image_that_builds_has_what_the_sdk_needs_and_the_one_that_runs_is_not_root()
    {
        var stages = Repository.Read("infra/Dockerfile").Split("\nFROM ")[1..];
        Assert.Equal(2, stages.Length);
        Assert.Contains(" libicu72 ", stages[0], StringComparison.Ordinal);
        foreach (var package in new[] { "libtorch1.13", "libopenblas0-openmp", "libturbojpeg0", "libpng16-16", "libwebp7" })
            Assert.Contains($" {package} ", stages[1].ReplaceLineEndings(" "), StringComparison.Ordinal);
        var user = Regex.Match(stages[1], @"^USER (\d+)$", RegexOptions.Multiline).Groups[1].Value;
        Assert.NotEqual("0", user);
        Assert.Contains($"--uid {user} ", stages[1], StringComparison.Ordinal);
        Assert.Contains($"EXPOSE {new Uri(new Settings().Health).Port}", stages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_keeps_queues_and_blobs_when_containers_are_made_anew()
    {
        foreach (var service in new[] { "rabbitmq", "azurite" })
            Assert.Contains(((YamlSequenceNode)Services()[service]["volumes"]).Children, volume => !volume.ToString().StartsWith('.'));
        Assert.Equal("rabbitmq", Services()["rabbitmq"]["hostname"].ToString());
    }

    [Fact]
    public void A_worker_has_the_time_that_it_takes_to_stop_and_is_looked_at_where_it_answers()
    {
        Assert.True(int.Parse(Services()["worker"]["stop_grace_period"].ToString().TrimEnd('s'), CultureInfo.InvariantCulture) >= 5);
        Assert.True(int.Parse(Regex.Match(Bicep, @"terminationGracePeriodSeconds: (\d+)").Groups[1].Value, CultureInfo.InvariantCulture) >= 5);
        Assert.Contains($"GET {HealthEndpoint.ReadyPath} HTTP", Services()["worker"]["healthcheck"]["test"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bicep_scales_by_a_number_that_the_health_endpoint_gives()
    {
        Assert.Contains($"{HealthEndpoint.ReadyPath}'", Regex.Match(Bicep, "^ *url: .*$", RegexOptions.Multiline).Value, StringComparison.Ordinal);
        var location = Regex.Match(Bicep, "valueLocation: '([^']+)'").Groups[1].Value;
        var report = JsonSerializer.SerializeToElement(new HealthReport("ok", null, 7, null), Screen.JsonOptions);
        Assert.Equal(7, report.GetProperty(location).GetInt32());
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

    // A value in quotes, a variable's value, a parameter's default, or the name of a resource as it stands.
    private static string Resolve(string value)
    {
        if (value.StartsWith('\''))
            return value.Trim('\'');
        var variable = Regex.Match(Bicep, $@"^(?:var|param) {Regex.Escape(value)} (?:string )?= '([^']*)'", RegexOptions.Multiline);
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
