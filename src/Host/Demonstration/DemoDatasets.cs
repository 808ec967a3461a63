using MlopsCl.Pipeline.Importing;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>Imports the demonstration's datasets, once; a later demonstration takes them as they lie.</summary>
internal static class DemoDatasets
{
    /// <summary>
    /// Where they lie: in the folder store, or in ./mlopscl-data when the store is elsewhere. The quick ones are other datasets and lie apart.
    /// </summary>
    public static string FolderOf(Settings settings, bool quick)
    {
        var isFolder = settings.Store != "azure" && !settings.Store.Contains("://", StringComparison.Ordinal);
        return Path.Combine(Path.GetFullPath(isFolder ? settings.Store : "mlopscl-data"), quick ? "quick" : "", "datasets");
    }

    /// <summary>The archive of a task's dataset. An import that was interrupted leaves nothing under that name.</summary>
    public static async Task<string> EnsureAsync(RecipeTask task, string folder, CancellationToken cancellation)
    {
        var archive = Path.Combine(folder, task.Name + ".tar");
        if (File.Exists(archive))
            return archive;
        Directory.CreateDirectory(folder);
        var partial = Path.Combine(folder, $"{task.Name}-{Environment.ProcessId}.part");
        var options = new ImportOptions { Output = partial, Format = ImportFormat.Tar, Train = task.Train, Test = task.Test, Seed = task.Seed };
        try
        {
            await Importers.ImportAsync(task.Import, options, progress: null, cancellation);
            File.Move(partial, archive, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
        return archive;
    }
}
