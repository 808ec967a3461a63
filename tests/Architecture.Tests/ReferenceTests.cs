using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MlopsCl.Architecture.Tests;

public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Learner"] = ["TorchSharp"],
        ["Transforms"] = ["Microsoft.ML"],
        ["Pipeline"] = ["Microsoft.ML", "Azure.", "YamlDotNet"],
        ["Consumers"] = ["MassTransit", "RabbitMQ.Client"],
        ["Host"] = ["Spectre.Console", "System.CommandLine", "OpenTelemetry"],
    };

    [Fact]
    public void Each_room_references_only_the_room_below_it()
    {
        var rooms = Repository.RoomsBottomUp;
        Assert.Equal(5, rooms.Count);
        for (var i = 0; i < rooms.Count; i++)
        {
            var expected = i == 0 ? [] : new[] { rooms[i - 1] };
            Assert.Equal(expected, RoomReferences(rooms[i]));
        }
    }

    [Fact]
    public void Serving_stands_beside_the_consumers_and_no_room_references_it()
    {
        Assert.Equal(["Pipeline"], RoomReferences("Serving"));
        Assert.Empty(Repository.Project("src/Serving").Descendants("PackageReference"));
        Assert.All(Repository.RoomsBottomUp, room => Assert.DoesNotContain("Serving", RoomReferences(room)));
    }

    [Fact]
    public void Nobody_but_tests_references_the_host()
    {
        var referrers = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("MlopsCl.Host.csproj", StringComparison.Ordinal))
            .Select(Repository.Relative)
            .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
            .ToArray();
        Assert.Empty(referrers);
    }

    [Fact]
    public void Each_package_stops_at_its_room()
    {
        Assert.Equal(Repository.RoomsBottomUp.Order(), AllowedPackages.Keys.Order());
        foreach (var (room, allowed) in AllowedPackages)
        {
            var packages = Repository.Project("src/" + room).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value);
            Assert.All(packages, package => Assert.Contains(allowed, prefix => package.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("Transforms", "TorchSharp")]
    [InlineData("Pipeline", "TorchSharp")]
    [InlineData("Consumers", "TorchSharp", "Microsoft.ML", "Azure", "YamlDotNet")]
    [InlineData("Host", "TorchSharp", "Microsoft.ML", "YamlDotNet")]
    [InlineData("Serving", "TorchSharp", "Microsoft.ML", "Azure", "YamlDotNet", "MassTransit")]
    [InlineData("Learner", "Microsoft.ML", "Azure", "MassTransit")]
    public void A_room_names_no_namespace_of_a_package_that_stops_elsewhere(string room, params string[] forbidden)
    {
        var files = Repository.SourceFiles("src/" + room);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var usings = File.ReadLines(file).Where(
                line => line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("global using ", StringComparison.Ordinal));
            Assert.All(usings, line => Assert.DoesNotContain(forbidden, name => Names(line, name)));
        }
    }

    // A package's types can be reached through a room that uses it, without a line that names it: the compiled room tells.
    [Theory]
    [InlineData("Learner/MlopsCl.Learner", "TorchSharp")]
    [InlineData("Transforms/MlopsCl.Transforms", "Microsoft.ML")]
    [InlineData("Pipeline/MlopsCl.Pipeline", "Microsoft.ML", "Azure.", "YamlDotNet")]
    [InlineData("Consumers/MlopsCl.Consumers", "MassTransit", "RabbitMQ.Client")]
    [InlineData("Serving/MlopsCl.Serving")]
    [InlineData("Host/mlopscl", "Spectre.Console", "System.CommandLine")]
    public void A_compiled_room_references_no_package_that_stops_elsewhere(string room, params string[] own)
    {
        string[] packages = ["TorchSharp", "Microsoft.ML", "Azure.", "YamlDotNet", "MassTransit", "RabbitMQ.Client", "Spectre.Console", "System.CommandLine"];
        var referenced = References("src/" + room).Select(StandsFor).Where(name => packages.Any(package => IsOf(name, package))).ToArray();
        Assert.Equal(own.Length == 0, referenced.Length == 0);
        Assert.All(referenced, name => Assert.Contains(own, package => IsOf(name, package)));
    }

    [Fact]
    public void Stand_ins_reference_nothing_of_the_product()
    {
        foreach (var standin in new[] { "standins/TorchSharp", "standins/Microsoft.ML", "standins/System.IO.Hashing" })
            Assert.Empty(Repository.Project(standin).Descendants("ProjectReference"));
    }

    private static string[] References(string program)
    {
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Architecture.Tests"), AppContext.BaseDirectory);
        using var image = new PEReader(
            File.OpenRead(Path.Combine(Repository.Root, Path.GetDirectoryName(program)!, output, Path.GetFileName(program) + ".dll")));
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(reference => reader.GetString(reader.GetAssemblyReference(reference).Name))];
    }

    private static string StandsFor(string assembly) => assembly switch
    {
        "MlopsCl.Standins.TorchSharp" => "TorchSharp",
        "MlopsCl.Standins.MicrosoftML" => "Microsoft.ML",
        _ => assembly,
    };

    private static bool IsOf(string assembly, string package) =>
        assembly == package || assembly.StartsWith(package.TrimEnd('.') + ".", StringComparison.Ordinal);

    private static bool Names(string line, string root) =>
        System.Text.RegularExpressions.Regex.IsMatch(line, $@"\b(?<!\.){System.Text.RegularExpressions.Regex.Escape(root)}[.;]");

    private static string[] RoomReferences(string room) =>
        [.. Repository.Project("src/" + room).Descendants("ProjectReference")
            .Select(r => r.Attribute("Include")!.Value)
            .Where(path => !path.Contains("standins", StringComparison.Ordinal))
            .Select(path => path.Split('/')[^2])];
}
