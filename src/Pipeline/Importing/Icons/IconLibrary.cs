using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>Reads the icons of the themes: each file once (many names are links).</summary>
internal static class IconLibrary
{
    private const string InstalledFolder = "/usr/share/icons";

    /// <summary>Sizes that are drawn, or at least hinted, on their own.</summary>
    private static readonly int[] Sizes = [48, 32, 64, 24, 128, 256];

    /// <summary>Every rendering that is a file of its own; some are pixel for pixel the same.</summary>
    /// <param name="source">The folder of the themes; null takes where their packages install them.</param>
    /// <param name="kinds">Of <see cref="IconTheme.Kinds"/> and <see cref="IconTheme.OtherContexts"/>.</param>
    /// <exception cref="ImportException">A theme is not installed, or a file cannot be read.</exception>
    public static IReadOnlyList<IconDrawing> Read(string? source, IReadOnlyList<string> kinds)
    {
        var icons = source ?? InstalledFolder;
        var absent = IconTheme.All.FirstOrDefault(theme => !Directory.Exists(theme.Folder(icons, "action", Sizes[0])));
        return absent is null
            ? [.. Files(icons, kinds).AsParallel().AsOrdered().Select(file => Read(file.Theme, file.Kind, file.Path, file.Size))]
            : throw new ImportException(
                $"The icon theme {absent.Name} is not in '{icons}'. Install it (apt-get install {absent.Package}), " +
                "or name the folder that holds the themes as the source.");
    }

    private static IEnumerable<(IconTheme Theme, string Kind, string Path, int Size)> Files(string icons, IReadOnlyList<string> kinds) =>
        from theme in IconTheme.All
        from kind in kinds
        from size in Sizes
        let folder = theme.Folder(icons, kind, size)
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal)
        where File.ResolveLinkTarget(path, returnFinalTarget: false) is null
        select (theme, kind, path, size);

    private static IconDrawing Read(IconTheme theme, string kind, string path, int size)
    {
        var title = Path.GetFileNameWithoutExtension(path);
        var name = $"{kind}-{title}";
        try
        {
            var image = Drawing.Read(path);
            var over = image.OverWhite();
            var pixels = ContentDigest.Of(over.Pixels);
            return new IconDrawing($"{theme.Name}-{name}-{size}", $"{theme.Family}-{name}", kind, title, image, pixels, DrawingHash.Of(over));
        }
        catch (Exception e) when (e is IOException or ImageFormatException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message} Install the package {theme.Package} anew.", e);
        }
    }
}
