namespace MlopsCl.Host;

/// <summary>Where the program's own declarations lie: the folder that holds <c>pipelines/streams</c>.</summary>
internal static class Home
{
    /// <summary>MLOPSCL_HOME, or the nearest folder above the program that holds the recipes, or the program's own.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Where the recipes' folder is, or would be.</summary>
    public static string RecipesAt(Settings settings) =>
        Path.GetFullPath(settings.Recipes.Length > 0 ? settings.Recipes : Path.Combine(Folder, "pipelines", "streams"));

    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string RecipesFor(Settings settings)
    {
        var folder = RecipesAt(settings);
        return Directory.Exists(folder)
            ? folder
            : throw new UsageException(
                $"The recipes' folder '{folder}' does not exist; set --recipes or MLOPSCL_RECIPES to the folder of the streams' .yml files.");
    }

    private static string Find()
    {
        var given = Environment.GetEnvironmentVariable("MLOPSCL_HOME");
        if (!string.IsNullOrEmpty(given))
            return Path.GetFullPath(given);
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "pipelines", "streams")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
