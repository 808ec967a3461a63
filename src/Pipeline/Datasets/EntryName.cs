namespace MlopsCl.Pipeline.Datasets;

/// <summary>The rule for names inside a dataset: relative, parts joined by '/', none of them '..', nothing that a file system could read otherwise.</summary>
internal static class EntryName
{
    private const int Longest = 1024;

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? Fault(string name) => name switch
    {
        "" => "it is empty",
        { Length: > Longest } => $"it has {name.Length} characters, more than {Longest}",
        _ when name.Contains('\\') => "it contains '\\'; parts are joined by '/'",
        _ when name.Any(char.IsControl) => "it contains a control character",
        _ when name[0] == '/' || (name.Length > 1 && name[1] == ':') => "it is absolute",
        _ when name.TrimEnd('/').Split('/').Any(part => part is "..") => "it leaves the dataset ('..')",
        _ => null,
    };

    /// <summary>A name without empty parts and '.'.</summary>
    public static string Plain(string name) => string.Join('/', name.Split('/').Where(part => part is not ("" or ".")));

    /// <summary>The path of a name that has no fault, under a folder.</summary>
    public static string Under(string folder, string name) => Path.Combine([folder, .. Plain(name).Split('/')]);
}
