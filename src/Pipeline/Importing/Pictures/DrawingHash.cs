using System.Numerics;
using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>
/// Two perceptual hashes of 64 bits each: the picture over white as 9 x 8 greys, where a bit says whether a grey is darker than its right neighbour
/// by more than the rounding, and the same downwards. One drawing in two sizes, or touched up, differs in few bits; two drawings in many.
/// </summary>
internal readonly record struct DrawingHash(ulong Across, ulong Down)
{
    public static DrawingHash Of(Rgb24Image image)
    {
        var across = BicubicResize.Resize(image, 9, 8).Pixels;
        var down = BicubicResize.Resize(image, 8, 9).Pixels;
        return new DrawingHash(Bits(across, 9, 1), Bits(down, 8, 8));
    }

    /// <summary>The number of bits, of 128, that differ.</summary>
    public int DistanceTo(DrawingHash other) => BitOperations.PopCount(Across ^ other.Across) + BitOperations.PopCount(Down ^ other.Down);

    private static ulong Bits(byte[] pixels, int width, int neighbour)
    {
        var hash = 0UL;
        for (var i = 0; i < 64; i++)
        {
            var at = (i / 8 * width) + (i % 8);
            hash = (hash << 1) | (Grey(pixels, at) + 1 < Grey(pixels, at + neighbour) ? 1UL : 0);
        }

        return hash;
    }

    private static double Grey(byte[] pixels, int index) => (0.299 * pixels[index * 3]) + (0.587 * pixels[(index * 3) + 1]) + (0.114 * pixels[(index * 3) + 2]);
}
