using System.Text.Json;

namespace MlopsCl.Learner.Conformance;

/// <summary>A folder with inputs and with what a reference implementation gave for them.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What checks call it.</param>
public sealed record FixtureFolder(string Path, string Name)
{
    /// <summary>A file of this folder.</summary>
    /// <param name="name">Its name, or a path relative to the folder.</param>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Whether the folder holds all of some files.</summary>
    /// <param name="names">Their names.</param>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!System.IO.File.Exists(File(name)))
                return false;
        }

        return true;
    }

    /// <summary>A JSON file's content.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File(name)));
        return document.RootElement.Clone();
    }

    /// <summary>Whether a JSON file is there and its content is of some form.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="isSo">Tells the form.</param>
    public bool HasJson(string name, Func<JsonElement, bool> isSo) => Has(name) && isSo(Json(name));

    /// <summary>A folder beside this one.</summary>
    /// <param name="name">Its name.</param>
    public FixtureFolder Sibling(string name) => new(System.IO.Path.Combine(Parent, name), name);

    /// <summary>The nearest folder of a name that holds a file: beside this one, or beside a folder that it lies in.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="file">The file's name.</param>
    public FixtureFolder? Nearest(string name, string file)
    {
        for (var place = System.IO.Path.GetDirectoryName(Path); name.Length > 0 && place is not null; place = System.IO.Path.GetDirectoryName(place))
        {
            if (new FixtureFolder(System.IO.Path.Combine(place, name), name) is var found && found.Has(file))
                return found;
        }

        return null;
    }

    /// <summary>The folders beside this one, by name.</summary>
    public IEnumerable<FixtureFolder> Siblings() => Directory.EnumerateDirectories(Parent)
        .Where(path => path != Path)
        .Order(StringComparer.Ordinal)
        .Select(path => new FixtureFolder(path, System.IO.Path.GetFileName(path)));

    private string Parent => System.IO.Path.GetDirectoryName(Path) ?? Path;
}
