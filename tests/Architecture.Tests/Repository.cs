using System.Xml.Linq;

namespace MlopsCl.Architecture.Tests;

/// <summary>The source tree that the tests look at.</summary>
internal static class Repository
{
    private static readonly string[] Rooms = ["Learner", "Transforms", "Pipeline", "Consumers", "Host"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> RoomsBottomUp => Rooms;

    public static IReadOnlyList<string> SourceFiles(params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !IsBuildOutput(file))
            .Order(StringComparer.Ordinal)];

    public static XDocument Project(string folder) => XDocument.Load(Directory.GetFiles(Path.Combine(Root, folder), "*.csproj").Single());

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsBuildOutput(string file) =>
        Relative(file).Split('/').Any(part => part is "bin" or "obj" or "build");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlopsCl.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the test assembly holds MlopsCl.sln.");
    }
}
