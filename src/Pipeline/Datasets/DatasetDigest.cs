using System.Security.Cryptography;
using System.Text;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>The identity of a dataset as it lies: what <c>submit</c> sends and the reader verifies.</summary>
public static class DatasetDigest
{
    /// <summary>
    /// For a file: SHA-256 of its bytes. For a folder: SHA-256 over one line per file, <c>{sha256}  {relative path with '/'}\n</c>,
    /// sorted by path in ordinal order, so that it equals <c>sha256sum</c> of the sorted output of <c>sha256sum</c>.
    /// </summary>
    /// <param name="pathOrFolder">The archive or the folder.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="FileNotFoundException">Neither a file nor a folder has this path.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<string> ComputeAsync(string pathOrFolder, CancellationToken cancellation = default)
    {
        if (File.Exists(pathOrFolder))
            return await FileDigest.OfFileAsync(pathOrFolder, cancellation);
        if (!Directory.Exists(pathOrFolder))
            throw new FileNotFoundException(
                $"There is no dataset at '{pathOrFolder}': neither a file nor a folder has this path. Check the path.", pathOrFolder);
        return (await OfFolderAsync(pathOrFolder, cancellation)).Digest;
    }

    /// <summary>The digest of a folder, and those of its files by relative name: what is read later can be held against them.</summary>
    internal static async Task<(string Digest, IReadOnlyDictionary<string, string> Files)> OfFolderAsync(string folder, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new Dictionary<string, string>(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (var (name, path) in Files(folder))
        {
            files[name] = await FileDigest.OfFileAsync(path, cancellation);
            hash.AppendData(Encoding.UTF8.GetBytes($"{files[name]}  {name}\n"));
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), files);
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), Path: path))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
}
