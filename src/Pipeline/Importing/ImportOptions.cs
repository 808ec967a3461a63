namespace MlopsCl.Pipeline.Importing;

/// <summary>What to import and where to. Equal options and equal sources give equal bytes.</summary>
public sealed record ImportOptions
{
    /// <summary>The folder (or, with <see cref="ImportFormat.Tar"/>, the file) to write; must be absent or an empty folder.</summary>
    public required string Output { get; init; }

    /// <summary>Folder or one .tar file.</summary>
    /// <value>The default is <see cref="ImportFormat.Folder"/>.</value>
    public ImportFormat Format { get; init; } = ImportFormat.Folder;

    /// <summary>Where the source lies; null takes the place where its package is installed. For <c>llava</c>: the conversations file.</summary>
    public string? Source { get; init; }

    /// <summary>Where npm packages are kept between imports; null takes <c>mlopscl/npm</c> in the user's local application data.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The seed that the selection and the order of records derive from.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }

    /// <summary>Training pictures, at least 1; null takes the kind's default.</summary>
    public int? Train { get; init; }

    /// <summary>Held-out pictures, at least 1; null takes the kind's default.</summary>
    public int? Test { get; init; }

    /// <summary>
    /// For <c>pretraining</c>: pictures of one named garment or digit class at most, at least 0; of the other classes half as many, without their names.
    /// </summary>
    /// <value>The default is 3000.</value>
    public int PerClass { get; init; } = 3000;

    /// <summary>For <c>llava</c>: the folder that image names are relative to; null takes the conversations file's folder.</summary>
    public string? Images { get; init; }

    /// <summary>For <c>llava</c>: the task's name; null takes the conversations file's name.</summary>
    public string? Task { get; init; }

    /// <summary>For <c>llava</c> and <c>pretraining</c>: the share of pictures that is held out, above 0 and below 1; null takes the kind's default.</summary>
    public double? TestShare { get; init; }
}
