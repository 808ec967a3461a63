using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Tests.Methods;

/// <summary>docs/methods.md against the methods themselves.</summary>
public sealed partial class DocumentedOptionsTests
{
    [Theory]
    [InlineData("replay")]
    [InlineData("lvlm-cl")]
    [InlineData("continual-llava")]
    public void Page_OfAMethod_ListsExactlyItsOptions(string method)
    {
        var error = Assert.Throws<ArgumentException>(() => Create(method, ("nothing-of-this-name", "1")));
        var known = Known().Match(error.Message).Groups[1].Value.Split(", ");
        Assert.Equal(known.Order(), Rows(method).Select(row => row.Name).Order());
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("lvlm-cl")]
    [InlineData("continual-llava")]
    public void Page_OfAMethod_NamesDefaultsAndRangesThatTheMethodTakes(string method)
    {
        Assert.NotEmpty(Rows(method));
        foreach (var (name, fallback, range) in Rows(method))
        {
            Create(method, (name, fallback));
            if (Limits().Match(range) is not { Success: true } limits)
                continue;
            Create(method, (name, limits.Groups[2].Value));
            var least = Assert.Throws<ArgumentException>(() => Create(method, (name, "-1e9")));
            Assert.Contains($"from {limits.Groups[1].Value.Replace("`chosen`", "4")} to {limits.Groups[2].Value}:".Replace("1e-6", "1E-06"), least.Message);
        }
    }

    private static void Create(string method, (string Name, string Value) option) =>
        ContinualMethods.Create(new MethodChoice(method, new Dictionary<string, string> { [option.Name] = option.Value }));

    private static IReadOnlyList<(string Name, string Default, string Range)> Rows(string method)
    {
        var section = File.ReadAllText(Path.Combine(Root(), "docs", "methods.md")).Split("\n## ").Single(
            part => part.StartsWith(method + "\n", StringComparison.Ordinal));
        return [.. Row().Matches(section).Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value))];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MlopsCl.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds MlopsCl.sln.");
        return folder;
    }

    [GeneratedRegex(@"it has (.+)\.$")]
    private static partial Regex Known();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (\S+) \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(\S+) to (\S+)$")]
    private static partial Regex Limits();
}
