using System.Numerics;
using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>
/// A perceptual hash of 64 bits: the picture over white as 9 x 8 greys; a bit says whether a grey is darker than its right neighbour by more than the
/// rounding. The same drawing at another size or of another hand's touch differs in few bits, another drawing in many.
/// </summary>
internal static class DrawingHash
{
    public static ulong Of(Rgb24Image image)
    {
        var small = BicubicResize.Resize(image, 9, 8).Pixels;
        var hash = 0UL;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
                hash = (hash << 1) | (Grey(small, (y * 9) + x) + 1 < Grey(small, (y * 9) + x + 1) ? 1UL : 0);
        }

        return hash;
    }

    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    private static double Grey(byte[] pixels, int index) => (0.299 * pixels[index * 3]) + (0.587 * pixels[(index * 3) + 1]) + (0.114 * pixels[(index * 3) + 2]);
}
