namespace MlopsCl.Transforms.Saving;

/// <summary>A file that appears whole, or not at all: what was there before stays where writing fails.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the file, then moves it into place.</summary>
    internal static void Write(string filePath, Action<string> write)
    {
        var partial = $"{filePath}.{Path.GetRandomFileName()}";
        try
        {
            write(partial);
            File.Move(partial, filePath, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
