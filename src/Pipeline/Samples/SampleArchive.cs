using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Samples;

/// <summary>
/// Takes samples into the content store and brings them out again: their pictures are packed there and files in a cache folder here, never
/// all in memory.
/// </summary>
internal sealed class SampleArchive(ContentStore content, string cacheFolder)
{
    /// <summary>A sample as it is stored, and its pictures by digest.</summary>
    public static (StoredSample Stored, IReadOnlyList<KeyValuePair<string, Picture>> Pictures) Describe(Sample sample)
    {
        KeyValuePair<string, Picture>[] pictures = [.. sample.Pictures.Select(p => KeyValuePair.Create(p.ComputeSha256(), p))];
        return (new StoredSample(sample.ComputeDigest(), sample.Id, sample.Task, [.. pictures.Select(p => p.Key)], sample.Turns, sample.Subject), pictures);
    }

    /// <summary>Many samples as they are stored, described on all cores, and their pictures by digest.</summary>
    public static (IReadOnlyList<StoredSample> Stored, IReadOnlyDictionary<string, Picture> Pictures) Describe(IReadOnlyList<Sample> samples)
    {
        var described = samples.AsParallel().AsOrdered().Select(Describe).ToArray();
        return ([.. described.Select(d => d.Stored)], described.SelectMany(d => d.Pictures).DistinctBy(p => p.Key).ToDictionary());
    }

    /// <summary>Stores pictures as one pack, in the order of their digests; null when there are none.</summary>
    public async Task<PicturePack?> PackAsync(IReadOnlyDictionary<string, Picture> pictures, CancellationToken cancellation)
    {
        if (pictures.Count == 0)
            return null;
        Directory.CreateDirectory(cacheFolder);
        var aside = Path.Combine(cacheFolder, Path.GetRandomFileName());
        try
        {
            var packed = new List<PackedPicture>(pictures.Count);
            await using (var file = File.Create(aside))
            {
                foreach (var (digest, picture) in pictures.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    var bytes = picture.Read();
                    await file.WriteAsync(bytes, cancellation);
                    packed.Add(new PackedPicture(digest, bytes.Length));
                }
            }
            return new PicturePack(await content.AddFileAsync(aside, cancellation), packed);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Samples whose pictures are files in the cache folder; what is not there yet comes out of the packs.</summary>
    public async Task<IReadOnlyList<Sample>> OpenAsync(IReadOnlyList<StoredSample> stored, IEnumerable<PicturePack> packs, CancellationToken cancellation)
    {
        var pictures = await OpenAsync(stored.SelectMany(s => s.Pictures), packs, cancellation);
        return [.. stored.Select(s => new Sample(s.Id, s.Task, [.. s.Pictures.Select(p => pictures[p])], s.Turns) { Subject = s.Subject })];
    }

    /// <summary>Pictures as files in the cache folder, by digest.</summary>
    public async Task<IReadOnlyDictionary<string, Picture>> OpenAsync(
        IEnumerable<string> digests, IEnumerable<PicturePack> packs, CancellationToken cancellation)
    {
        var pictures = digests.Distinct().ToDictionary(d => d, d => Picture.FromFile(PathOf(d), d));
        foreach (var pack in packs)
        {
            var missing = pack.Pictures.Where(p => pictures.ContainsKey(p.Sha256) && !IsWhole(p)).Select(p => p.Sha256).ToHashSet();
            if (missing.Count > 0)
                await UnpackAsync(pack, missing, cancellation);
        }
        return pictures.FirstOrDefault(p => !File.Exists(PathOf(p.Key))) is { Key: { } lacking }
            ? throw new InvalidDataException(
                $"Picture {lacking} is in none of the packs that should hold it; the document that names it is damaged. " +
                "Restore it from a backup.")
            : pictures;
    }

    // A machine that lost power may have left less than was written.
    private bool IsWhole(PackedPicture picture) => new FileInfo(PathOf(picture.Sha256)) is { Exists: true } file && file.Length == picture.Length;

    private string PathOf(string digest) => Path.Combine(cacheFolder, digest[..2], digest[2..]);

    private async Task UnpackAsync(PicturePack pack, HashSet<string> wanted, CancellationToken cancellation)
    {
        await using var payload = await content.OpenAsync(pack.Sha256, cancellation);
        foreach (var picture in pack.Pictures)
        {
            var bytes = new byte[picture.Length];
            await payload.ReadExactlyAsync(bytes, cancellation);
            if (!wanted.Contains(picture.Sha256))
                continue;
            if (ContentDigest.Of(bytes) != picture.Sha256)
                throw new InvalidDataException(
                    $"Picture {picture.Sha256} in pack {pack.Sha256} has another digest: the pack was damaged or tampered with. " +
                    "Restore it from a backup.");
            await PlaceAsync(PathOf(picture.Sha256), bytes, cancellation);
        }
    }

    private static async Task PlaceAsync(string path, byte[] bytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = path + "." + Path.GetRandomFileName();
        try
        {
            await File.WriteAllBytesAsync(aside, bytes, cancellation);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
