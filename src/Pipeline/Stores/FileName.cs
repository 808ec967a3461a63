namespace MlopsCl.Pipeline.Stores;

/// <summary>The rule for file names that come out of a document, so that none can leave its folder.</summary>
internal static class FileName
{
    public static string Check(string name) =>
        name.Length > 0 && name[0] != '.' && name.IndexOfAny(['/', '\\', ':', '\0']) < 0
            ? name
            : throw new InvalidDataException(
                $"File name '{name}' in a document is not a plain name; the document was damaged or tampered with.");
}
