using System.Collections.Concurrent;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Promoting;

/// <summary>
/// Base models in the content store: a manifest of file names and digests, whose own digest is the base model's identity. So a release can
/// be brought to any machine, and a base model that was changed in place is seen.
/// </summary>
internal sealed class BaseModels(IStore store)
{
    private static readonly string[] s_kinds = [".json", ".safetensors", ".jinja", ".txt", ".model"];
    private static readonly ConcurrentDictionary<string, string> s_known = new();
    private readonly ContentStore _content = new(store);

    /// <summary>Stores a base model's files; what the store has already is not written again. Gives the manifest's digest.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task<string> AddAsync(string folder, CancellationToken cancellation)
    {
        var files = Files(folder);
        var stamp = store.Address + "\n" + string.Join('\n', files.Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
        if (s_known.TryGetValue(stamp, out var known) && await IsStoredAsync(known, cancellation))
            return known;
        var digests = new List<KeyValuePair<string, string>>(files.Length);
        foreach (var file in files)
            digests.Add(new(file.Name, await _content.AddFileAsync(file.FullName, cancellation)));
        var digest = await _content.AddBytesAsync(StoreJson.Write(new BaseModelManifest(digests.ToDictionary())), cancellation);
        s_known[stamp] = digest;
        return digest;
    }

    /// <summary>Brings a base model into a folder named by its digest; files that are there are used as they are.</summary>
    public async Task<string> FetchAsync(string sha256, string folder, CancellationToken cancellation)
    {
        var manifest = StoreJson.Read<BaseModelManifest>(await _content.ReadBytesAsync(sha256, cancellation), sha256);
        var target = Path.Combine(folder, sha256);
        foreach (var (name, digest) in manifest.Files)
            await _content.FetchToAsync(digest, Path.Combine(target, FileName.Check(name)), cancellation);
        return target;
    }

    private async Task<bool> IsStoredAsync(string sha256, CancellationToken cancellation)
    {
        try
        {
            await using var manifest = await _content.OpenAsync(sha256, cancellation);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static FileInfo[] Files(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"There is no base model at '{folder}'; correct the recipe, or put a checkpoint in Hugging Face layout there.");
        return [.. new DirectoryInfo(folder).EnumerateFiles().Where(f => s_kinds.Contains(f.Extension)).OrderBy(f => f.Name, StringComparer.Ordinal)];
    }
}
