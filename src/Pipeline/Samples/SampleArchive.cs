using System.Collections.Concurrent;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Samples;

/// <summary>Takes samples into the content store and brings them out again, their pictures as files in a cache folder, never all in memory.</summary>
internal sealed class SampleArchive(ContentStore content, string cacheFolder)
{
    private const int AtOnce = 8;

    public async Task<IReadOnlyList<StoredSample>> AddAsync(IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        var stored = new StoredSample[samples.Count];
        var seen = new ConcurrentDictionary<string, bool>();
        await Parallel.ForAsync(0, samples.Count, Degree(cancellation), async (i, stop) =>
        {
            var sample = samples[i];
            var pictures = new List<string>(sample.Pictures.Count);
            foreach (var picture in sample.Pictures)
            {
                var digest = picture.ComputeSha256();
                if (seen.TryAdd(digest, true))
                    _ = await content.AddBytesAsync(picture.Read(), stop).ConfigureAwait(false);
                pictures.Add(digest);
            }
            stored[i] = new StoredSample(sample.ComputeDigest(), sample.Id, sample.Task, pictures, sample.Turns, sample.Subject);
        }).ConfigureAwait(false);
        return stored;
    }

    public async Task<IReadOnlyList<Sample>> OpenAsync(IReadOnlyList<StoredSample> stored, CancellationToken cancellation)
    {
        var pictures = stored.SelectMany(s => s.Pictures).Distinct().ToArray();
        var files = new ConcurrentDictionary<string, Picture>();
        await Parallel.ForEachAsync(pictures, Degree(cancellation), async (digest, stop) =>
            files[digest] = Picture.FromFile(await content.FetchAsync(digest, cacheFolder, stop).ConfigureAwait(false))).ConfigureAwait(false);
        return [.. stored.Select(s => new Sample(s.Id, s.Task, [.. s.Pictures.Select(p => files[p])], s.Turns) { Subject = s.Subject })];
    }

    private static ParallelOptions Degree(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}
