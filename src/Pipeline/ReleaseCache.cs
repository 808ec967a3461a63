using MlopsCl.Learner;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline;

/// <summary>Brings releases from the store to this machine, once each, verified by digest.</summary>
/// <param name="store">The store.</param>
/// <param name="folder">The cache folder; <c>base/DIGEST/</c> and <c>adapters/STREAM/RUN-DIGEST/</c> under it.</param>
public sealed class ReleaseCache(IStore store, string folder)
{
    private readonly ContentStore _content = new(store);

    /// <summary>The bundle of a release, as folders on this machine.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="FileNotFoundException">The store lacks a file of the release.</exception>
    /// <exception cref="InvalidDataException">A file no longer has its digest.</exception>
    public Task<Bundle> MaterializeAsync(Release release, CancellationToken cancellation) => MaterializeAsync(release.Candidate, cancellation);

    /// <summary>The bundle of a candidate, as folders on this machine.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="FileNotFoundException">The store lacks a file of the candidate.</exception>
    /// <exception cref="InvalidDataException">A file no longer has its digest.</exception>
    public async Task<Bundle> MaterializeAsync(Candidate candidate, CancellationToken cancellation)
    {
        var baseModel = await new BaseModels(store).FetchAsync(candidate.BaseManifestSha256, Path.Combine(folder, "base"), cancellation);
        return new Bundle(baseModel, await AdapterAsync(candidate, cancellation));
    }

    /// <summary>
    /// Removes the adapters of a stream from this machine, but for some; they are brought again when they are needed. Base models stay: streams share them.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="kept">Whose adapters stay.</param>
    /// <exception cref="IOException">A file is in use.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be removed.</exception>
    public void Prune(string stream, IEnumerable<Candidate> kept)
    {
        var adapters = Adapters(stream);
        if (!Directory.Exists(adapters))
            return;
        var stay = kept.Select(AdapterFolder).ToHashSet(StringComparer.Ordinal);
        foreach (var adapter in Directory.GetDirectories(adapters).Where(adapter => !stay.Contains(adapter)))
            Directory.Delete(adapter, recursive: true);
    }

    /// <summary>The adapter and method state of a candidate, as a folder on this machine.</summary>
    internal async Task<string> AdapterAsync(Candidate candidate, CancellationToken cancellation)
    {
        var adapter = AdapterFolder(candidate);
        foreach (var (name, digest) in candidate.Files)
        {
            var path = Path.Combine(adapter, FileName.Check(name));
            if (File.Exists(path) && await FileDigest.OfFileAsync(path, cancellation) != digest)
                File.Delete(path);
            await _content.FetchToAsync(digest, path, cancellation);
        }

        return adapter;
    }

    private string Adapters(string stream) => Path.Combine(folder, "adapters", FileName.Check(stream));

    private string AdapterFolder(Candidate candidate) => Path.Combine(Adapters(candidate.Stream), candidate.RunKey[..16] + "-" + candidate.AdapterSha256[..16]);
}
