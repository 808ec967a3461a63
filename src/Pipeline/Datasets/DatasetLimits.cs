namespace MlopsCl.Pipeline.Datasets;

/// <summary>What a dataset may ask of the machine that reads it. Anything beyond is refused before memory or disk is taken.</summary>
public sealed record DatasetLimits
{
    /// <summary>The default limits.</summary>
    public static DatasetLimits Default { get; } = new();

    /// <summary>Files in an archive at most, at least 1.</summary>
    /// <value>The default is 2,000,000.</value>
    public int Entries { get; init; } = 2_000_000;

    /// <summary>Bytes of one unpacked file at most, at least 1.</summary>
    /// <value>The default is 1 GiB: records are read from one file each for training and testing.</value>
    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of an unpacked archive at most, at least 1.</summary>
    /// <value>The default is 64 GiB.</value>
    public long TotalBytes { get; init; } = 64L << 30;

    /// <summary>Unpacked bytes per packed byte at most, above 1; the first <see cref="RatioFreeBytes"/> are free.</summary>
    /// <value>The default is 100: JSON packs 5 to 20 times, pictures hardly, bombs a thousand times.</value>
    public double CompressionRatio { get; init; } = 100;

    /// <summary>Unpacked bytes that may come from however few packed ones.</summary>
    /// <value>The default is 16 MiB.</value>
    public long RatioFreeBytes { get; init; } = 16L << 20;

    /// <summary>Pixels of one picture at most, at least 1.</summary>
    /// <value>The default is 64 Mi, such as 8,192 x 8,192.</value>
    public long Pixels { get; init; } = 64L << 20;

    /// <summary>Records of one file at most, at least 1.</summary>
    /// <value>The default is 5,000,000.</value>
    public int Records { get; init; } = 5_000_000;

    /// <summary>Characters of one turn at most, at least 1.</summary>
    /// <value>The default is 65,536.</value>
    public int TextLength { get; init; } = 65_536;

    /// <summary>Pictures of one record at most, at least 0.</summary>
    /// <value>The default is 64.</value>
    public int PicturesPerRecord { get; init; } = 64;

    /// <summary>Problems that are listed at most, at least 1; the reading stops there.</summary>
    /// <value>The default is 100.</value>
    public int Problems { get; init; } = 100;
}
