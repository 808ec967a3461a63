namespace MlopsCl.Pipeline.Importing.Garments;

/// <summary>
/// Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): 60,000 + 10,000 grey pictures of garments, 28 x 28, ten classes; Debian's <c>dataset-fashion-mnist</c>.
/// Training pictures come from the training files alone, held-out pictures from the test files alone.
/// </summary>
internal static class FashionMnist
{
    public const string Question = "What garment is this?";
    private const string InstalledFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>The classes in the order of the label files.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    public static DatasetDraft Build(ImportOptions options) => new(
        "garments", [Question], "exact", "Fashion-MNIST (Zalando Research), Debian package dataset-fashion-mnist", "MIT",
        LabelledTask.Records(ClassBalance.Choose(Pool(options.Source, "train"), options.Train ?? 4000, options.Seed, "training"), "garment-train", Question),
        LabelledTask.Records(ClassBalance.Choose(Pool(options.Source, "t10k"), options.Test ?? 500, options.Seed, "test"), "garment-test", Question));

    /// <summary>All pictures of one file pair: <c>train</c> or <c>t10k</c>.</summary>
    public static IReadOnlyList<LabelledPicture> Pool(string? source, string part)
    {
        var folder = source ?? InstalledFolder;
        var images = Read(folder, $"{part}-images-idx3-ubyte.gz");
        var labels = Read(folder, $"{part}-labels-idx1-ubyte.gz");
        if (images.Shape.Length != 3 || images.Shape[1] != images.Shape[2] || labels.Data.Length != images.Shape[0] || labels.Data.Any(l => l >= Classes.Count))
            throw new ImportException(
                $"The files {part}-* in '{folder}' do not belong together: square pictures and one label of 0 to 9 for each are needed. " +
                "Install the package anew.");
        var side = images.Shape[1];
        return [
            .. labels.Data.Select(
                (label, i) => new LabelledPicture($"{i:00000}", Classes[label], images.Data.AsSpan(i * side * side, side * side).ToArray(), side))];
    }

    private static IdxFile Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? IdxFile.Read(path)
            : throw new ImportException(
                $"'{path}' does not exist. Install Fashion-MNIST (apt-get install dataset-fashion-mnist), " +
                "or name the folder with its four idx files as the source.");
    }
}
