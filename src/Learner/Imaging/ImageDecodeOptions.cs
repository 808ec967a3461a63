namespace MlopsCl.Learner.Imaging;

/// <summary>How pictures are decoded.</summary>
public sealed record ImageDecodeOptions
{
    /// <summary>Decodes with what is given below as default.</summary>
    public static ImageDecodeOptions Default { get; } = new();

    /// <summary>
    /// Most pixels a picture may have; default 64 Mi (192 MB decoded), range 1 to 2^29. It is checked against the header before
    /// memory is taken, so that a small file cannot ask for all of it.
    /// </summary>
    public long MaximumPixels { get; init; } = 64L << 20;

    /// <summary>
    /// The colour under transparent pixels. By default none: alpha is dropped and the colour that the file stores is used, as published
    /// LLaVA preprocessing does. Importers of drawings such as icons want white.
    /// </summary>
    public (byte Red, byte Green, byte Blue)? Background { get; init; }

    /// <summary>
    /// Write white in place of the one colour that a PNG without an alpha channel declares transparent, as the published processor does
    /// to pictures that it crops. By default the colour stays; a true alpha channel is not touched.
    /// </summary>
    public bool WhitensTransparentColour { get; init; }
}
