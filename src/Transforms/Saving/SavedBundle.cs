using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// Finds the folders that a model file names: where the caller says; else, by digest, under the folders of <see cref="FoldersVariable"/>; else where
/// they lay when the model was saved; else, by digest, in the cache that embedded bundles are unpacked into. What is found must have the digest that was saved.
/// </summary>
internal static class SavedBundle
{
    /// <summary>The environment variable of folders, separated like a path, that hold base models and adapters in folders named by their SHA-256.</summary>
    internal const string FoldersVariable = "MLOPSCL_BUNDLES";

    /// <summary>Where embedded bundles are unpacked when the caller names no folder.</summary>
    internal static string DefaultCache { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mlopscl", "bundles");

    /// <exception cref="InvalidOperationException">There is no such folder, or it has no files of a model.</exception>
    internal static string Digest(string folder)
    {
        if (!Directory.Exists(folder) || Bundle.FilesOf(folder).Count == 0)
            throw new InvalidOperationException(
                $"'{folder}' holds no base model and no adapter. Name a checkpoint folder, or the output folder of a training.");
        return Bundle.ComputeSha256(folder);
    }

    /// <exception cref="InvalidOperationException">A folder is nowhere, or what is there is not what was saved.</exception>
    internal static Bundle Find(SavedManifest manifest, Func<Bundle, Bundle>? locate, string? cacheFolder)
    {
        var told = locate?.Invoke(manifest.Bundle);
        var caches = (Environment.GetEnvironmentVariable(FoldersVariable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string Folder(string? toldFolder, string saved, string sha256) => Found(
            told is null ? [.. caches.Select(cache => Path.Combine(cache, sha256)), saved, Path.Combine(cacheFolder ?? DefaultCache, sha256)]
                : [toldFolder ?? saved], sha256);
        return new Bundle(
            Folder(told?.BaseModelFolder, manifest.BaseModelFolder, manifest.BaseModelSha256),
            manifest.AdapterFolder is null ? null : Folder(told?.AdapterFolder, manifest.AdapterFolder, manifest.AdapterSha256 ?? ""))
        {
            Precision = (told ?? manifest.Bundle).Precision,
        };
    }

    private static string Found(IReadOnlyList<string> places, string sha256)
    {
        var existing = places.Where(Directory.Exists).Select(place => (Place: place, Digest: Bundle.ComputeSha256(place))).ToArray();
        if (existing.FirstOrDefault(found => found.Digest == sha256).Place is { } right)
            return right;
        throw new InvalidOperationException(existing.Length == 0
            ? $"The model's bundle is not at '{string.Join("', '", places)}'. Put it there, or tell its place with ContinualLearning().Load."
            : $"What is in '{existing[0].Place}' has SHA-256 {existing[0].Digest}, and the model was saved with {sha256}. Restore the bundle that was saved.");
    }
}
