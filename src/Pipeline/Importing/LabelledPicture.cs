using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing;

/// <summary>A grey picture of a known class, at its place in its source.</summary>
internal sealed record LabelledPicture(string Name, string Label, byte[] Grey, int Side)
{
    /// <summary>The side of the pictures that the importers write, in pixels.</summary>
    public const int WrittenSide = 32;

    /// <summary>The picture in the middle of a black square of <see cref="WrittenSide"/> pixels, as PNG.</summary>
    public byte[] Encode() => PngEncoder.Encode(Canvas.WithGrey(Grey, Side, WrittenSide));
}
