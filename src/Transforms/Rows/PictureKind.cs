namespace MlopsCl.Transforms.Rows;

/// <summary>How a column holds pictures.</summary>
internal enum PictureKind
{
    /// <summary>There is no column.</summary>
    None,

    /// <summary>One path, as text.</summary>
    Path,

    /// <summary>Several paths, as a vector of text.</summary>
    Paths,

    /// <summary>One encoded picture, as a vector of bytes.</summary>
    Bytes,

    /// <summary>A <see cref="PictureSet"/>.</summary>
    Objects,
}
