namespace MlopsCl.Pipeline.Stores;

/// <summary>Turns what the file system throws into the store's own exception, which names the folder.</summary>
internal static class FolderFailures
{
    public static async Task<T> GuardAsync<T>(string folder, string doing, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (FullDisk.Is(e))
        {
            throw FullDisk.Explain(folder, e);
        }
        catch (Exception e) when (IsOfTheFolder(e))
        {
            throw new StoreUnavailableException(
                $"Store '{folder}' failed at {doing}: {e.Message} Check that the folder is there (mounted, if it lies elsewhere), " +
                "and that this user may read and write it.", e);
        }
    }

    /// <summary>
    /// A store without the part that every store has was removed, or lies on a disk that is not mounted: it holds not nothing, but cannot be read.
    /// </summary>
    public static void ThrowIfGone(string folder, string inner)
    {
        if (!Directory.Exists(Path.Combine(folder, inner)))
            throw new StoreUnavailableException(
                $"Folder '{folder}' is no longer a store: its part '{inner}' is gone. " +
                "Mount its disk, restore it from a backup, or start anew with another folder.");
    }

    private static bool IsOfTheFolder(Exception e) => e is UnauthorizedAccessException
        || (e is IOException and not (StoreUnavailableException or StoreConflictException or ContentChangedException or FileNotFoundException));
}
