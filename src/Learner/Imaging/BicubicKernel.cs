namespace MlopsCl.Learner.Imaging;

/// <summary>
/// The weights of one axis of a resize: for every output position, which input positions count and by how much, in fixed
/// point of 22 bits, computed as Pillow computes them so that results agree bit by bit.
/// </summary>
internal sealed class BicubicKernel
{
    /// <summary>Bits after the point.</summary>
    public const int PrecisionBits = 32 - 8 - 2;

    private const double Radius = 2.0;
    private const double A = -0.5;

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _weights;
    private readonly int _stride;

    /// <summary>Computes the weights for <paramref name="inputSize"/> positions resized to <paramref name="outputSize"/>.</summary>
    public BicubicKernel(int inputSize, int outputSize)
    {
        double scale = (double)inputSize / outputSize;
        double filterScale = Math.Max(scale, 1.0);
        double support = Radius * filterScale;
        _stride = ((int)Math.Ceiling(support) * 2) + 1;
        _starts = new int[outputSize];
        _counts = new int[outputSize];
        _weights = new int[checked(outputSize * _stride)];
        double[] weights = new double[_stride];
        for (int i = 0; i < outputSize; i++)
        {
            double centre = (i + 0.5) * scale;
            int start = Math.Max((int)(centre - support + 0.5), 0);
            int count = Math.Min((int)(centre + support + 0.5), inputSize) - start;
            double sum = 0;
            for (int k = 0; k < count; k++)
            {
                weights[k] = Weight((k + start - centre + 0.5) * (1.0 / filterScale));
                sum += weights[k];
            }

            _starts[i] = start;
            _counts[i] = count;
            for (int k = 0; k < count; k++)
            {
                _weights[(i * _stride) + k] = ToFixed(sum != 0 ? weights[k] / sum : weights[k]);
            }
        }
    }

    /// <summary>The first input position that counts for an output position.</summary>
    public int Start(int index) => _starts[index];

    /// <summary>The weights from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<int> Weights(int index) => _weights.AsSpan(index * _stride, _counts[index]);

    private static double Weight(double x)
    {
        x = Math.Abs(x);
        return x switch
        {
            < 1.0 => ((((A + 2.0) * x) - (A + 3.0)) * x * x) + 1,
            < 2.0 => ((((x - 5) * x) + 8) * x - 4) * A,
            _ => 0.0,
        };
    }

    private static int ToFixed(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits)));
}
