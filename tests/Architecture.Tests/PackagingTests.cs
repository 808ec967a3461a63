using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlopsCl.Architecture.Tests;

public sealed class PackagingTests
{
    private static readonly XDocument s_properties = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));

    private static readonly string[] s_rooms = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!)];

    public static TheoryData<string> Rooms => [.. s_rooms];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_room_is_a_package_that_says_what_it_is(string room)
    {
        var description = Repository.Project("src/" + room).Descendants("Description").Single().Value;
        Assert.InRange(description.Length, 40, 200);
        Assert.EndsWith(".", description);
    }

    // A model file names our assembly with its version: an older one of another version could not load it.
    [Fact]
    public void The_assembly_version_stays() => Assert.Equal("1.0.0.0", Value("AssemblyVersion"));

    [Fact]
    public void Packages_have_readme_icon_symbols_and_sources()
    {
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", Value("PackageReadmeFile"))));
        var icon = File.ReadAllBytes(Path.Combine(Repository.Root, "assets", Value("PackageIcon")));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal(
            ("true", "snupkg", "true", "true"),
            (Value("IncludeSymbols"), Value("SymbolPackageFormat"), Value("PublishRepositoryUrl"), Value("EmbedUntrackedSources")));
        Assert.Equal("true", Value("GenerateDocumentationFile"));
    }

    [Fact]
    public void The_program_is_a_tool_where_packages_are_made()
    {
        var host = Repository.Project("src/Host");
        var tool = host.Descendants("PackAsTool").Single();
        Assert.Equal("'$(MlStack)' == 'package'", tool.Parent!.Attribute("Condition")!.Value);
        Assert.Equal(("true", "mlopscl"), (tool.Value, host.Descendants("ToolCommandName").Single().Value));
        Assert.Equal(
            ["$(RepositoryRoot)pipelines/**", "$(RepositoryRoot)assets/tiny-llava/**"], host.Descendants("Content").Select(c => c.Attribute("Include")!.Value));
    }

    [Fact]
    public void Nothing_is_packed_against_the_stand_ins()
    {
        var targets = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.targets"));
        var guard = targets.Descendants("Target").Single(target => target.Descendants("Error").Any());
        Assert.Equal("GenerateNuspec", guard.Attribute("BeforeTargets")!.Value);
        Assert.Contains("'$(MlStack)-$(TorchStack)' != 'package-package'", guard.Attribute("Condition")!.Value);
        foreach (var room in s_rooms)
        {
            var standins = Repository.Project("src/" + room).Descendants("ProjectReference").Where(
                r => r.Attribute("Include")!.Value.Contains("standins", StringComparison.Ordinal));
            Assert.All(standins, reference => Assert.Equal(Where(reference, "standin"), reference.Parent!.Attribute("Condition")?.Value));
        }
    }

    // A process that has TorchSharp's LibTorch must not load kernels that are linked against another one, and whoever uses a package chooses the LibTorch.
    [Fact]
    public void Packages_HoldNoKernelsAndNoLibTorch()
    {
        var kernels = Repository.Project("src/Learner").Descendants("Content").Single(
            content => content.Attribute("Include")!.Value.Contains("mlopscl_kernels", StringComparison.Ordinal));
        Assert.Contains("'$(TorchStack)' == 'standin'", kernels.Parent!.Attribute("Condition")!.Value);
        var brought = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.targets")).Descendants("BringsLibTorch").Single().Parent!.Attribute(
            "Condition")!.Value;
        Assert.Contains("'$(_IsPacking)' != 'true'", brought);
        Assert.All(s_rooms, room => Assert.DoesNotContain(
            Repository.Project("src/" + room).Descendants("PackageReference"),
            package => package.Attribute("Include")!.Value.StartsWith("TorchSharp-", StringComparison.Ordinal)));
    }

    // 'obj' and 'bin' of one choice must not be what another choice finds.
    [Fact]
    public void What_is_built_with_packages_lies_in_folders_of_its_own()
    {
        var folders = s_properties.Descendants("BaseIntermediateOutputPath").Single().Parent!;
        Assert.Equal("'$(MlStack)' != 'standin'", folders.Attribute("Condition")!.Value);
        Assert.Equal(
            ("bin/$(MlStack)-$(TorchStack)/", "obj/$(MlStack)-$(TorchStack)/"),
            (folders.Element("BaseOutputPath")!.Value, folders.Element("BaseIntermediateOutputPath")!.Value));
    }

    [Fact]
    public void Every_change_is_tested_on_the_published_packages_too()
    {
        string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));
        Assert.Contains(".ci/run --packages", Read("azure-pipelines.yml"));
        Assert.Contains("--packages", Read("test"));
        var projects = Regex.Match(Read("infra/tools/published.sh"), "^PUBLISHED_TESTS=\"([^\"]*)\"", RegexOptions.Multiline).Groups[1].Value.Split(' ');
        Assert.Contains("MlNet.Conformance", projects);
        Assert.All(projects, project => Assert.NotNull(Repository.Project("tests/" + project).Root));
    }

    // ML.NET and TorchSharp are chosen one by one, so that ML.NET itself can run where TorchSharp cannot.
    private static string Where(XElement reference, string stack) =>
        $"'$({(reference.Attribute("Include")!.Value.Contains("TorchSharp", StringComparison.Ordinal) ? "TorchStack" : "MlStack")})' == '{stack}'";

    private static string Value(string name) => s_properties.Descendants(name).Single().Value;
}
