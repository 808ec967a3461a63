namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>An icon theme: where the drawings of each kind and size lie.</summary>
/// <param name="Name">The theme's name.</param>
/// <param name="Family">Themes of one family descend from one another: an icon of the same name is taken for the same drawing.</param>
/// <param name="Package">The Debian package that carries it.</param>
/// <param name="Pattern">The folder of a kind at a size; {0} is the size, {1} the context.</param>
/// <param name="Mimetypes">What the theme calls the context of files.</param>
internal sealed record IconTheme(string Name, string Family, string Package, string Pattern, string Mimetypes)
{
    public static IReadOnlyList<IconTheme> All { get; } =
    [
        new("gnome", "gnome", "gnome-icon-theme", "gnome/{0}x{0}/{1}", "mimetypes"),
        new("mate", "gnome", "mate-icon-theme", "mate/{0}x{0}/{1}", "mimetypes"),
        new("elementary-xfce", "elementary-xfce", "elementary-xfce-icon-theme", "elementary-xfce/{1}/{0}", "mimes"),
    ];

    /// <summary>The kinds, as the task names them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["file", "place", "device", "action"];

    /// <summary>Further contexts of the themes, as a base model's pre-training names them; the task never asks about their drawings.</summary>
    public static IReadOnlyList<string> OtherContexts { get; } = ["application", "category", "emblem", "face", "status"];

    /// <summary>The folder of a kind, or of another context, at a size.</summary>
    public string Folder(string icons, string kind, int size) =>
        Path.Combine(icons, string.Format(System.Globalization.CultureInfo.InvariantCulture, Pattern, size, Context(kind)));

    private string Context(string kind) => kind switch
    {
        "file" => Mimetypes,
        "application" => "apps",
        "category" => "categories",
        "face" => "emotes",
        "status" => "status",
        _ => kind + "s",
    };
}
