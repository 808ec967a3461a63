namespace MlopsCl.Learner.Imaging;

/// <summary>What a checkpoint's image processor does to a picture, in this order. Defaults are those of CLIP's own processor.</summary>
internal sealed record ClipImageOptions
{
    /// <summary>
    /// Pad to a square with the mean colour before resizing, as LLaVA-1.5 was trained; off by default, as published configurations have it.
    /// </summary>
    public bool PadToSquare { get; init; }

    /// <summary>Resize at all; default true.</summary>
    public bool Resize { get; init; } = true;

    /// <summary>
    /// Pixels of the shorter edge after resizing, the longer in proportion; null where <see cref="FixedSize"/> is given. Default 224, range
    /// 1 to 16384.
    /// </summary>
    public int? ShortestEdge { get; init; } = 224;

    /// <summary>Width and height after resizing, whatever the proportions; null for <see cref="ShortestEdge"/>.</summary>
    public (int Width, int Height)? FixedSize { get; init; }

    /// <summary>Cut out the centre; default true.</summary>
    public bool CentreCrop { get; init; } = true;

    /// <summary>
    /// Width and height of the part that is cut out; a smaller picture is surrounded with black. Default 224 x 224, range 1 to 16384.
    /// </summary>
    public (int Width, int Height) CropSize { get; init; } = (224, 224);

    /// <summary>Factor from bytes to the range that mean and deviation are in; default 1/255.</summary>
    public double RescaleFactor { get; init; } = 1.0 / 255;

    /// <summary>Multiply by <see cref="RescaleFactor"/>; default true.</summary>
    public bool Rescale { get; init; } = true;

    /// <summary>Subtract <see cref="Mean"/> and divide by <see cref="Deviation"/>; default true.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Mean of red, green and blue; by default those of CLIP's training pictures. Also the padding colour, times 255.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0.48145466, 0.4578275, 0.40821073];

    /// <summary>Standard deviation of red, green and blue; by default those of CLIP's training pictures.</summary>
    public IReadOnlyList<double> Deviation { get; init; } = [0.26862954, 0.26130258, 0.27577711];
}
