using System.Collections.Concurrent;
using MlopsCl.Learner.Imaging;

namespace MlopsCl.Learner.Batches;

/// <summary>Decoded pictures, kept in memory up to a limit so that small ones are decoded once.</summary>
/// <param name="processor">Prepares them for the tower.</param>
/// <param name="limitBytes">Bytes of decoded pictures that are kept; beyond it pictures are decoded anew.</param>
internal sealed class DecodedPictures(ClipImageProcessor processor, long limitBytes = 2L << 30)
{
    private readonly ConcurrentDictionary<string, Rgb24Image> _decoded = new();
    private long _bytes;

    /// <summary>The processor.</summary>
    public ClipImageProcessor Processor => processor;

    /// <summary>A decoded picture.</summary>
    /// <exception cref="ImageFormatException">It cannot be decoded.</exception>
    public Rgb24Image Read(PreparedPicture picture)
    {
        if (_decoded.TryGetValue(picture.Sha256, out var known))
            return known;
        var image = ImageDecoder.Decode(picture.Source.Read().Span, picture.Source.ToString(), processor.Decoding);
        if (Interlocked.Add(ref _bytes, image.Pixels.Length) <= limitBytes)
            _decoded.TryAdd(picture.Sha256, image);
        return image;
    }
}
