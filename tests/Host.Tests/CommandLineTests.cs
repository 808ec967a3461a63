using System.CommandLine;
using System.Text.Json;

namespace MlopsCl.Host.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_lists_every_verb_and_succeeds()
    {
        var run = await Run.Of("--help");
        var verbs = AllVerbs.Create().Select(v => v.Name).ToArray();
        Assert.NotEmpty(verbs);
        Assert.Equal(0, run.ExitCode);
        Assert.All(verbs, verb => Assert.Contains($"  {verb} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_verb_has_help_with_an_example_that_begins_with_itself()
    {
        var paths = Leaves(AllVerbs.Create(), []).ToArray();
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var run = await Run.Of([.. path, "--help"]);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
            Assert.Contains("  mlopscl " + string.Join(' ', path), run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_verb_speaks_to_machines_too()
    {
        static IEnumerable<Command> Ends(IEnumerable<Command> commands) => commands.SelectMany(c => c.Subcommands.Count == 0 ? [c] : Ends(c.Subcommands));
        Assert.All(Ends(AllVerbs.Create()), verb => Assert.Contains(verb.Options, option => option.Name == "--json"));
    }

    [Fact]
    public async Task An_example_in_the_help_is_a_command_line_that_parses()
    {
        foreach (var path in Leaves(AllVerbs.Create(), []))
        {
            var help = await Run.Of([.. path, "--help"]);
            var example = help.Output[help.Output.IndexOf("Example:", StringComparison.Ordinal)..].Split('\n')[1].Trim();
            Assert.Empty(Application.Parse([.. Words(example).Skip(1)]).Errors.Select(e => e.Message));
        }
    }

    [Fact]
    public async Task An_unknown_verb_is_a_usage_error_with_a_suggestion()
    {
        var run = await Run.Of("datset");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'datset'", run.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'dataset'?", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task An_unknown_option_is_a_usage_error_with_a_suggestion()
    {
        var run = await Run.Of("dataset", "import", "digits", "--otput", "x");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean '--output'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("mlopscl dataset import --help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_verb_at_all_is_a_usage_error() => Assert.Equal(2, (await Run.Of()).ExitCode);

    [Fact]
    public async Task A_word_that_resembles_nothing_gets_no_suggestion()
    {
        var run = await Run.Of("xyzzyplugh");
        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("Did you mean", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_an_import_names_every_kind()
    {
        var run = await Run.Of("dataset", "import", "--help");
        Assert.All(Pipeline.Importing.Importers.Kinds, kind => Assert.Contains(kind, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_dataset_kind_names_the_kinds_that_there_are()
    {
        var run = await Run.Of("dataset", "import", "fashion", "-o", Path.Combine(Path.GetTempPath(), "never-written"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'fashion'", run.Error, StringComparison.Ordinal);
        Assert.Contains("fashion-mnist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_tells_machines_about_every_check()
    {
        var run = await Run.Of("doctor", "--json", "--store", Path.Combine(Path.GetTempPath(), "absent-store"));
        var checks = JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        Assert.Equal([".NET", "LibTorch", "BLAS", "Threads", "GPU", "PNG", "JPEG", "WebP", "Recipes", "Store", "Bus"], checks.Keys);
        Assert.Equal(run.ExitCode == 0, checks.Values.All(c => c.GetProperty("ok").GetBoolean()));
    }

    [Fact]
    public async Task Doctor_says_how_to_get_a_broker_that_does_not_answer()
    {
        Environment.SetEnvironmentVariable("MLOPSCL_RABBITMQ__PORT", "1");
        Environment.SetEnvironmentVariable("MLOPSCL_RABBITMQ__PASSWORD", "not-to-be-printed");
        try
        {
            var run = await Run.Of("doctor", "--bus", "rabbitmq");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("rabbitmq://localhost:1/", run.Output, StringComparison.Ordinal);
            Assert.Contains("apt-get install rabbitmq-server", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("not-to-be-printed", run.Output + run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("MLOPSCL_RABBITMQ__PORT", null);
            Environment.SetEnvironmentVariable("MLOPSCL_RABBITMQ__PASSWORD", null);
        }
    }

    private static IEnumerable<string[]> Leaves(IEnumerable<Command> commands, string[] path) =>
        commands.SelectMany(c => c.Subcommands.Count == 0 ? [[.. path, c.Name]] : Leaves(c.Subcommands, [.. path, c.Name]));

    private static IEnumerable<string> Words(string line) =>
        System.Text.RegularExpressions.Regex.Matches(line, "\"([^\"]*)\"|\\S+").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value);
}
