namespace MlopsCl.Learner.Imaging;

/// <summary>The picture formats that are read, told apart by their first bytes and never by a file's name.</summary>
public enum ImageFormat
{
    /// <summary>Portable Network Graphics (ISO 15948).</summary>
    Png,

    /// <summary>JPEG (ITU-T T.81), baseline or progressive.</summary>
    Jpeg,

    /// <summary>WebP, lossy or lossless (RFC 9649).</summary>
    Webp,
}
