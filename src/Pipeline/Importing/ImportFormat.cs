namespace MlopsCl.Pipeline.Importing;

/// <summary>How an imported dataset lies on disk.</summary>
public enum ImportFormat
{
    /// <summary>A folder: <c>dataset.json</c>, <c>train.json</c>, <c>test.json</c> and <c>images/</c>.</summary>
    Folder,

    /// <summary>The same files in one uncompressed .tar archive: one file instead of thousands.</summary>
    Tar,
}
