using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>Base models and adapters inside of model files, as entries <c>MlopsCl/SHA-256/FILE</c>, which ML.NET leaves alone.</summary>
internal static partial class EmbeddedBundles
{
    private const string Root = "MlopsCl";

    /// <summary>The folders that a model's steps need, by digest.</summary>
    /// <exception cref="InvalidOperationException">A folder is missing, or is not the one that was saved.</exception>
    internal static IReadOnlyDictionary<string, string> Of(MLContext context, ITransformer model)
    {
        var live = SavedForm.Flat(model).Select(step => step switch
        {
            LvlmTransformer answering => answering.Bundle,
            LvlmFeatureTransformer describing => new Bundle(describing.BaseModelFolder),
            _ => null,
        });
        var saved = Rehydration.Manifests(context, model).Select(manifest => SavedBundle.Find(manifest, locate: null, cacheFolder: null));
        var folders = live.OfType<Bundle>().Concat(saved).SelectMany(bundle => new[] { bundle.BaseModelFolder, bundle.AdapterFolder }).OfType<string>()
            .Distinct();
        return folders.GroupBy(SavedBundle.Digest).ToDictionary(same => same.Key, same => same.First());
    }

    /// <summary>Puts folders into a model file.</summary>
    internal static void Add(string filePath, IReadOnlyDictionary<string, string> folders)
    {
        if (folders.Count == 0)
            return;
        using var archive = ZipFile.Open(filePath, ZipArchiveMode.Update);
        foreach (var (digest, folder) in folders)
        {
            foreach (var file in Bundle.FilesOf(folder))
                archive.CreateEntryFromFile(Path.Combine(folder, file), $"{Root}/{digest}/{file}", CompressionLevel.Fastest);
        }
    }

    /// <summary>Looks whether a file is what a model file is: a zip. A file that is not there is for ML.NET to miss.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    internal static void ThrowIfNoModel(string filePath)
    {
        if (File.Exists(filePath))
            Opened(filePath).Dispose();
    }

    /// <summary>
    /// Unpacks what a model file holds into folders named by digest; one that is there already is left alone. Does nothing where the file holds none.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file is no model, or what is in it does not have the digest that its name says.</exception>
    internal static void Unpack(string filePath, string cacheFolder)
    {
        using var archive = Opened(filePath);
        var folders = archive.Entries.Select(entry => (Entry: entry, Name: EntryName().Match(entry.FullName))).Where(found => found.Name.Success)
            .GroupBy(found => found.Name.Groups["digest"].Value, found => (found.Entry, found.Name.Groups["file"].Value));
        foreach (var folder in folders)
        {
            var target = Path.Combine(cacheFolder, folder.Key);
            if (!Directory.Exists(target))
                Unpack(folder, folder.Key, target);
        }
    }

    private static ZipArchive Opened(string filePath)
    {
        try
        {
            return ZipFile.OpenRead(filePath);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidOperationException($"'{filePath}' is no model file: {error.Message} Name a file that Save wrote.", error);
        }
    }

    // The folder appears whole and verified, or not at all.
    private static void Unpack(IEnumerable<(ZipArchiveEntry Entry, string File)> files, string digest, string target)
    {
        var partial = $"{target}.{Path.GetRandomFileName()}";
        try
        {
            Directory.CreateDirectory(partial);
            foreach (var (entry, file) in files)
                entry.ExtractToFile(Path.Combine(partial, file));
            if (Bundle.ComputeSha256(partial) is var found && found != digest)
                throw new InvalidOperationException(
                    $"The bundle in the model file has SHA-256 {found}, and its name says {digest}: it was changed. Restore the model file.");
            if (!Directory.Exists(target))
                Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process has unpacked the same meanwhile; what bears the digest as its name is verified before it is used.
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    [GeneratedRegex(@"^MlopsCl/(?<digest>[0-9a-f]{64})/(?<file>[A-Za-z0-9_][A-Za-z0-9._-]*)\z")]
    private static partial Regex EntryName();
}
