namespace MlopsCl.Learner.Imaging;

/// <summary>
/// Turns a decoded picture into the numbers that the vision tower takes, with the arithmetic of the published preprocessing.
/// </summary>
internal sealed class ClipImageProcessor
{
    private const int Channels = 3;

    private readonly float[][] _levels;

    /// <summary>Creates a processor.</summary>
    public ClipImageProcessor(ClipImageOptions options)
    {
        Options = options;
        _levels = [.. Enumerable.Range(0, Channels).Select(Levels)];
    }

    /// <summary>What is done.</summary>
    public ClipImageOptions Options { get; }

    /// <summary>How files are to be decoded for it: pictures that it pads keep the colour that they declare transparent.</summary>
    public ImageDecodeOptions Decoding => new() { WhitensTransparentColour = !Options.PadToSquare };

    /// <summary>Reads <c>preprocessor_config.json</c>, or the image part of <c>processor_config.json</c>.</summary>
    /// <param name="folder">A model folder in Hugging Face layout.</param>
    /// <exception cref="FileNotFoundException">The folder has neither file.</exception>
    /// <exception cref="ImageConfigurationException">A value is missing, out of range or of a processor that is not CLIP's.</exception>
    public static ClipImageProcessor Load(string folder) => new(ClipImageConfiguration.Read(folder));

    /// <summary>Prepares a picture.</summary>
    /// <returns>The normalised values and their sizes.</returns>
    public ClipPixels Process(Rgb24Image image)
    {
        Rgb24Image prepared = Prepare(image);
        float[] values = new float[Channels * prepared.Width * prepared.Height];
        Fill(prepared, values);
        return new ClipPixels(values, prepared.Width, prepared.Height);
    }

    /// <summary>Prepares a picture into a part of a batch.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="destination">Receives 3 x height x width values, channel by channel.</param>
    /// <exception cref="ArgumentException">The prepared picture has another number of values.</exception>
    public void Process(Rgb24Image image, Span<float> destination)
    {
        Rgb24Image prepared = Prepare(image);
        if (destination.Length != prepared.Pixels.Length)
        {
            throw new ArgumentException(
                $"The prepared picture has {prepared.Pixels.Length} values ({prepared.Width} x {prepared.Height}), but room "
                + $"for {destination.Length} was given.",
                nameof(destination));
        }

        Fill(prepared, destination);
    }

    /// <summary>Pads, resizes and crops, without rescaling and normalising.</summary>
    internal Rgb24Image Prepare(Rgb24Image image)
    {
        Rgb24Image square = Options.PadToSquare ? PadToSquare(image) : image;
        Rgb24Image resized = Options.Resize ? Resize(square) : square;
        return Options.CentreCrop ? Cut(resized, Options.CropSize.Width, Options.CropSize.Height, []) : resized;
    }

    private Rgb24Image Resize(Rgb24Image image)
    {
        if (Options.FixedSize is (int width, int height))
        {
            return BicubicResize.Resize(image, width, height);
        }

        long edge = Options.ShortestEdge ?? throw new InvalidOperationException(
            "The options give neither ShortestEdge nor FixedSize; set one of them.");
        return image.Width <= image.Height
            ? BicubicResize.Resize(image, (int)edge, checked((int)(edge * image.Height / image.Width)))
            : BicubicResize.Resize(image, checked((int)(edge * image.Width / image.Height)), (int)edge);
    }

    private Rgb24Image PadToSquare(Rgb24Image image)
    {
        int edge = Math.Max(image.Width, image.Height);
        byte[] colour = [.. Options.Mean.Select(mean => (byte)Math.Clamp((int)(255 * mean), 0, 255))];
        return edge == image.Width && edge == image.Height ? image : Cut(image, edge, edge, colour);
    }

    // Cuts the centre out, or surrounds with a colour (black if none is given) where the picture is smaller.
    private static Rgb24Image Cut(Rgb24Image image, int width, int height, byte[] colour)
    {
        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        byte[] pixels = new byte[checked(width * height * Channels)];
        for (int i = 0; colour.Length > 0 && i < pixels.Length; i += Channels)
        {
            colour.CopyTo(pixels, i);
        }

        (int fromX, int toX, int columns) = Overlap(image.Width, width);
        (int fromY, int toY, int rows) = Overlap(image.Height, height);
        for (int y = 0; y < rows; y++)
        {
            image.Pixels.AsSpan((((fromY + y) * image.Width) + fromX) * Channels, columns * Channels)
                .CopyTo(pixels.AsSpan((((toY + y) * width) + toX) * Channels));
        }

        return new Rgb24Image(width, height, pixels);
    }

    private static (int From, int To, int Count) Overlap(int size, int wanted) =>
        size >= wanted ? ((size - wanted) / 2, 0, wanted) : (0, (wanted - size) / 2, size);

    // [height, width, 3] bytes -> [3, height, width] floats
    private void Fill(Rgb24Image image, Span<float> destination)
    {
        int plane = image.Width * image.Height;
        Span<float> red = destination[..plane];
        Span<float> green = destination[plane..(2 * plane)];
        Span<float> blue = destination[(2 * plane)..];
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int i = 0, at = 0; i < plane; i++, at += Channels)
        {
            red[i] = _levels[0][pixels[at]];
            green[i] = _levels[1][pixels[at + 1]];
            blue[i] = _levels[2][pixels[at + 2]];
        }
    }

    // The value of each of the 256 levels of a channel.
    private float[] Levels(int channel)
    {
        double factor = Options.Rescale ? Options.RescaleFactor : 1;
        double mean = Options.Normalize ? Options.Mean[channel] : 0;
        double deviation = Options.Normalize ? Options.Deviation[channel] : 1;
        return [.. Enumerable.Range(0, 256).Select(level => (float)(((level * factor) - mean) / deviation))];
    }
}
