using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>
/// Freedesktop icons of three themes, two questions each. Test and training share no drawing: whole groups of like drawings (<see cref="DrawingGroups"/>)
/// go to the one or the other, and a test group shows one rendering. Groups so large that a test would waste them stay in training, and so do
/// three fifths of the others, chosen by hash whatever the seed: a base model may be pre-trained on them.
/// </summary>
internal static class IconTask
{
    public const string KindQuestion = "What kind of icon is this?";
    public const string ColourQuestion = "Which colour is it mostly?";
    private const int LargestTestGroup = 20, DefaultTrain = 2000, DefaultTest = 120;
    private const double TestableShare = 0.4;

    public static DatasetDraft Build(ImportOptions options)
    {
        var (train, test) = Split(IconLibrary.Read(options.Source, IconTheme.Kinds), options);
        return new DatasetDraft(
            "icons", [KindQuestion, ColourQuestion], "exact", "Debian packages gnome-icon-theme, mate-icon-theme, elementary-xfce-icon-theme",
            "gnome: LGPL-3 or CC-BY-SA-3.0; mate: LGPL-3 or CC-BY-SA-3.0; elementary-xfce: GPL-2+", Records(train, options.Seed), Records(test, options.Seed));
    }

    /// <summary>The drawings to learn from and to be examined on.</summary>
    public static (IReadOnlyList<IconDrawing> Train, IReadOnlyList<IconDrawing> Test) Split(IReadOnlyList<IconDrawing> drawings, ImportOptions options)
    {
        var groups = Groups(drawings).Select(group => group.Shown).Where(group => group.Count > 0).ToList();
        var test = SeededHash.Shuffle(groups.Where(MayBeTested), options.Seed, "test icons", g => g[0].Name)
            .Take(options.Test ?? DefaultTest).ToHashSet();
        var train = groups.Where(g => !test.Contains(g)).SelectMany(g => g);
        return (
            [.. SeededHash.Shuffle(train, options.Seed, "training icons", d => d.Name).Take(options.Train ?? DefaultTrain)],
            [.. test.Select(g => SeededHash.Shuffle(g, options.Seed, "test rendering", d => d.Name).First()).OrderBy(d => d.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The drawings of the groups that a test may show, whatever its seed; the others are for training alone.</summary>
    public static IEnumerable<IconDrawing> Testable(IReadOnlyList<IconDrawing> drawings) =>
        Groups(drawings).Where(group => group.Shown.Count > 0 && MayBeTested(group.Shown)).SelectMany(group => group.All);

    private static bool MayBeTested(IReadOnlyList<IconDrawing> group) =>
        group.Count <= LargestTestGroup && SeededHash.Unit(0, "testable icons", group[0].Name) < TestableShare;

    /// <summary>Groups of like drawings: all, and without renderings that occur twice or under two kinds.</summary>
    private static IEnumerable<(IReadOnlyList<IconDrawing> All, IReadOnlyList<IconDrawing> Shown)> Groups(IReadOnlyList<IconDrawing> drawings)
    {
        var ambiguous = drawings.GroupBy(d => d.Pixels).Where(same => same.Select(d => d.Kind).Distinct().Count() > 1).Select(same => same.Key).ToHashSet();
        return DrawingGroups.Of(drawings)
            .Select(group => (
                (IReadOnlyList<IconDrawing>)[.. group],
                (IReadOnlyList<IconDrawing>)[.. group.Where(d => !ambiguous.Contains(d.Pixels)).DistinctBy(d => d.Pixels)
                    .OrderBy(d => d.Name, StringComparer.Ordinal)]));
    }

    private static IReadOnlyList<DraftRecord> Records(IEnumerable<IconDrawing> drawings, long seed) =>
        [.. SeededHash.Shuffle(drawings.SelectMany(Questions), seed, "icon order", r => r.Id)];

    private static IEnumerable<DraftRecord> Questions(IconDrawing drawing)
    {
        var picture = new DraftPicture($"icon-{drawing.Name}.png", () => Encode(drawing));
        yield return new DraftRecord($"icon-{drawing.Name}-kind", picture, KindQuestion, drawing.Kind);
        if (MainColour.Of(drawing.Image) is { } colour)
            yield return new DraftRecord($"icon-{drawing.Name}-colour", picture, ColourQuestion, colour);
    }

    /// <summary>The drawing as it is written: over white, 32 x 32, PNG.</summary>
    public static byte[] Encode(IconDrawing drawing) => PngEncoder.Encode(drawing.Image.Small());
}
