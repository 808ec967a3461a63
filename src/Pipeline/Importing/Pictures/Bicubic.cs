namespace MlopsCl.Pipeline.Importing.Pictures;

/// <summary>
/// Resampling by the cubic convolution kernel with a = -0.5 (Keys, 1981), widened by the scale when it shrinks so that nothing aliases;
/// edges take the weights that are left.
/// </summary>
internal static class Bicubic
{
    public static Rgb24Image Resize(Rgb24Image image, int width, int height)
    {
        if ((image.Width, image.Height) == (width, height))
            return image;
        var across = Pass(image.Pixels, image.Width, image.Height, width);
        return new Rgb24Image(width, height, Pass(across, image.Height, width, height));
    }

    /// <summary>Resamples rows of <paramref name="length"/> pixels and transposes: [rows, length, 3] to [target, rows, 3].</summary>
    private static byte[] Pass(byte[] source, int length, int rows, int target)
    {
        var output = new byte[target * rows * 3];
        for (var i = 0; i < target; i++)
        {
            var (first, weights) = Weights(i, length, target);
            for (var row = 0; row < rows; row++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var sum = 0.5;
                    for (var k = 0; k < weights.Length; k++)
                        sum += weights[k] * source[(((row * length) + first + k) * 3) + channel];
                    output[(((i * rows) + row) * 3) + channel] = (byte)Math.Clamp(sum, 0, 255);
                }
            }
        }

        return output;
    }

    private static (int First, double[] Weights) Weights(int index, int length, int target)
    {
        var scale = (double)length / target;
        var spread = Math.Max(1, scale);
        var centre = (index + 0.5) * scale;
        var first = Math.Max(0, (int)(centre - (2 * spread) + 0.5));
        var last = Math.Min(length, (int)(centre + (2 * spread) + 0.5));
        var weights = Enumerable.Range(first, last - first).Select(x => Kernel((x + 0.5 - centre) / spread)).ToArray();
        var sum = weights.Sum();
        return (first, [.. weights.Select(w => w / sum)]);
    }

    private static double Kernel(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : x < 2 ? (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2 : 0;
    }
}
