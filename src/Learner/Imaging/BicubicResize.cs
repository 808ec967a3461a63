using System.Numerics;
using System.Runtime.Intrinsics;

namespace MlopsCl.Learner.Imaging;

/// <summary>Bicubic resize with antialiasing, first along rows and then along columns, rounded to 8 bits after each.</summary>
public static class BicubicResize
{
    private const int Half = 1 << (BicubicKernel.PrecisionBits - 1);
    private const int Channels = 3;

    /// <summary>Resizes a picture; an axis that keeps its size is left as it is.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <returns>A picture of <paramref name="width"/> x <paramref name="height"/> pixels, with Pillow's values.</returns>
    public static Rgb24Image Resize(Rgb24Image image, int width, int height)
    {
        Rgb24Image narrowed = width == image.Width ? image : AlongRows(image, width);
        return height == narrowed.Height ? narrowed : AlongColumns(narrowed, height);
    }

    // [height, image.Width, 3] -> [height, width, 3]
    private static Rgb24Image AlongRows(Rgb24Image image, int width)
    {
        var kernel = new BicubicKernel(image.Width, width);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(image.Height * width * Channels));
        var row = new Vector128<int>[image.Width];
        for (int y = 0; y < image.Height; y++)
        {
            Widen(image.Pixels.AsSpan(y * image.Width * Channels, image.Width * Channels), row);
            Span<byte> target = pixels.AsSpan(y * width * Channels, width * Channels);
            for (int x = 0; x < width; x++)
            {
                ReadOnlySpan<int> weights = kernel.Weights(x);
                ReadOnlySpan<Vector128<int>> source = row.AsSpan(kernel.Start(x), weights.Length);
                Vector128<int> sum = Vector128.Create(Half);
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += source[k] * weights[k];
                }

                sum = Vector128.Clamp(sum >> BicubicKernel.PrecisionBits, Vector128<int>.Zero, Vector128.Create(255));
                target[x * Channels] = (byte)sum[0];
                target[(x * Channels) + 1] = (byte)sum[1];
                target[(x * Channels) + 2] = (byte)sum[2];
            }
        }

        return new Rgb24Image(width, image.Height, pixels);
    }

    // Three bytes a pixel -> red, green, blue and nothing as one vector a pixel.
    private static void Widen(ReadOnlySpan<byte> pixels, Span<Vector128<int>> row)
    {
        for (int x = 0, at = 0; x < row.Length; x++, at += Channels)
        {
            row[x] = Vector128.Create(pixels[at], pixels[at + 1], pixels[at + 2], 0);
        }
    }

    // [image.Height, width, 3] -> [height, width, 3]
    private static Rgb24Image AlongColumns(Rgb24Image image, int height)
    {
        var kernel = new BicubicKernel(image.Height, height);
        int stride = image.Width * Channels;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(height * stride));
        int[] sums = new int[stride];
        for (int y = 0; y < height; y++)
        {
            sums.AsSpan().Fill(Half);
            ReadOnlySpan<int> weights = kernel.Weights(y);
            for (int k = 0; k < weights.Length; k++)
            {
                AddWeighted(image.Pixels.AsSpan((kernel.Start(y) + k) * stride, stride), weights[k], sums);
            }

            Span<byte> target = pixels.AsSpan(y * stride, stride);
            for (int i = 0; i < stride; i++)
            {
                target[i] = Round(sums[i]);
            }
        }

        return new Rgb24Image(image.Width, height, pixels);
    }

    private static void AddWeighted(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        int lanes = Vector<int>.Count;
        var factor = new Vector<int>(weight);
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Span<int> target = sums.Slice(i, 4 * lanes);
            Add(target, first, factor);
            Add(target[lanes..], second, factor);
            Add(target[(2 * lanes)..], third, factor);
            Add(target[(3 * lanes)..], fourth, factor);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += row[i] * weight;
        }
    }

    private static void Add(Span<int> sums, Vector<uint> values, Vector<int> factor) =>
        (new Vector<int>(sums) + (Vector.AsVectorInt32(values) * factor)).CopyTo(sums);

    private static byte Round(int sum) => (byte)Math.Clamp(sum >> BicubicKernel.PrecisionBits, 0, 255);
}
