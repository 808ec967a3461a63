using System.Text.RegularExpressions;

namespace MlopsCl.Architecture.Tests;

public sealed partial class SourceTests
{
    private static readonly IReadOnlyList<string> Product = Repository.SourceFiles("src");

    [Fact]
    public void No_product_file_says_which_stack_it_is_on_or_silences_a_warning()
    {
        Assert.NotEmpty(Product);
        Assert.All(Product, file => Assert.DoesNotMatch(Directive(), File.ReadAllText(file)));
    }

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var files = Repository.SourceFiles("src", "standins");
        Assert.True(files.Count > 50, $"Only {files.Count} files found.");
        var long_ = files.Select(file => (file: Repository.Relative(file), lines: File.ReadLines(file).Count())).Where(f => f.lines > 300);
        Assert.Empty(long_);
    }

    [Fact]
    public void No_line_is_longer_than_160_characters()
    {
        var files = Repository.SourceFiles("src", "standins", "tests", "bench", "samples");
        Assert.True(files.Count > 500, $"Only {files.Count} files found.");
        var wide = files.SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Length > 160)
            .Select(line => $"{Repository.Relative(file)}:{line.Index + 1} has {line.Item.Length} characters"));
        Assert.Equal("", string.Join('\n', wide));
    }

    [Fact]
    public void Below_the_host_clock_and_chance_are_parameters()
    {
        var files = Repository.SourceFiles("src/Learner", "src/Transforms", "src/Pipeline", "src/Consumers");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(AmbientState(), File.ReadAllText(file)));
    }

    [Fact]
    public void The_learner_never_awaits()
    {
        var files = Repository.SourceFiles("src/Learner");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(Await(), File.ReadAllText(file)));
    }

    [Fact]
    public void Methods_never_name_each_other()
    {
        var methods = Directory.GetDirectories(Path.Combine(Repository.Root, "src/Learner/Methods")).Select(d => Path.GetFileName(d)!).ToArray();
        Assert.True(methods.Length >= 4, $"Only {methods.Length} methods found.");
        foreach (var method in methods)
        {
            var others = methods.Where(o => o != method).Select(o => $@"\b{o}(\.|;|Method\b|Options\b)").ToArray();
            foreach (var file in Repository.SourceFiles($"src/Learner/Methods/{method}"))
                Assert.All(others, other => Assert.DoesNotMatch(other, File.ReadAllText(file)));
        }
    }

    [Fact]
    public void Gate_rules_never_name_each_other()
    {
        var rules = Repository.SourceFiles("src/Pipeline/Gating/Rules");
        Assert.True(rules.Count >= 5, $"Only {rules.Count} rules found.");
        foreach (var rule in rules)
        {
            var others = rules.Where(o => o != rule).Select(o => $@"\b{Path.GetFileNameWithoutExtension(o)}\b").ToArray();
            Assert.All(others, other => Assert.DoesNotMatch(other, Code(rule)));
        }
    }

    [Fact]
    public void Every_file_declares_the_type_that_names_it()
    {
        var wrong = Product.Where(file => !DeclaresItsName(file)).Select(Repository.Relative);
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_type_ends_in_a_word_that_says_nothing()
    {
        var wrong = Product.Where(file => EmptyWord().IsMatch(Path.GetFileNameWithoutExtension(file))).Select(Repository.Relative);
        Assert.Empty(wrong);
    }

    private static string Code(string file) =>
        string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static bool DeclaresItsName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
        return name is "Program" or "AssemblyInfo" or "GlobalUsings"
            || Regex.IsMatch(File.ReadAllText(file), $@"\b(class|record|struct|interface|enum|delegate\s+\S+)\s+{Regex.Escape(name)}\b");
    }

    [GeneratedRegex(@"^\s*#\s*(if|pragma)\b", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(
        @"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b|\bGuid\.NewGuid\b|\bnew Random\(|\bRandom\.Shared\b|\bTimeProvider\.System\b|\bEnvironment\.TickCount")]
    private static partial Regex AmbientState();

    [GeneratedRegex(@"\bawait\b|\basync\b")]
    private static partial Regex Await();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utility|Service)$")]
    private static partial Regex EmptyWord();
}
