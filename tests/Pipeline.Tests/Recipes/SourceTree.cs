namespace MlopsCl.Pipeline.Tests.Recipes;

/// <summary>The source tree that the tests were built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MlopsCl.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds MlopsCl.sln.");
        return folder.FullName;
    }
}
