using System.Text.RegularExpressions;

namespace MlopsCl.Host.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");
    private static readonly string[] MadeByBuilds = ["bin", "obj", "build", "artifacts", "TestResults", "mlopscl-data", "node_modules"];

    [Fact]
    public void Every_folder_of_the_tree_is_on_the_disk()
    {
        var folders = TreeFolders();
        Assert.True(folders.Length > 8);
        Assert.All(folders, folder => Assert.True(Directory.Exists(Path.Combine(Repository.Root, folder)), $"README.md names '{folder}', which is not there."));
    }

    [Fact]
    public void Every_folder_of_the_root_and_every_room_is_in_the_tree()
    {
        var listed = TreeFolders();
        var roots = Folders("").Where(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories).Any());
        Assert.All(roots, root => Assert.Contains(listed, folder => folder == root || folder.StartsWith(root + "/", StringComparison.Ordinal)));
        Assert.All(Folders("src"), room => Assert.Contains(room, listed));
    }

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var links = Link().Matches(Readme).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), $"README.md links to '{link}', which is not there."));
    }

    [Fact]
    public void Every_command_line_parses()
    {
        var lines = Command().Matches(Readme).Select(m => m.Groups[1].Value.Trim()).ToArray();
        Assert.True(lines.Length > 5);
        Assert.All(lines, line => Assert.Empty(Application.Parse(Words(line)).Errors.Select(e => $"{line}: {e.Message}")));
    }

    [Fact]
    public void Every_setting_is_on_the_operations_page_with_its_variable()
    {
        var page = Repository.Read("docs/operations.md");
        var names = typeof(Settings).GetProperties().Where(p => p.Name != nameof(Settings.RabbitMq)).Select(p => p.Name)
            .Concat(typeof(Consumers.RabbitMqOptions).GetProperties().Select(p => "RabbitMq:" + p.Name)).ToArray();
        Assert.True(names.Length > 10);
        Assert.All(
            names, name => Assert.Contains(
                $"| `{name}` | `MLOPSCL_{name.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant()}` |", page, StringComparison.Ordinal));
    }

    private static string[] TreeFolders() =>
        [.. Tree().Match(Readme).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];

    private static IEnumerable<string> Folders(string under) =>
        Directory.GetDirectories(Path.Combine(Repository.Root, under)).Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !Path.GetFileName(f).StartsWith('.') && !MadeByBuilds.Contains(Path.GetFileName(f)));

    private static string[] Words(string line) =>
        [.. Regex.Matches(line, "\"([^\"]*)\"|\\S+").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value).TakeWhile(w => w != "#")];

    [GeneratedRegex("## What is where.*?```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Tree();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\./mlopscl ([^`#\n]+)")]
    private static partial Regex Command();
}
