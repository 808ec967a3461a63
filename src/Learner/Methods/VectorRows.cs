using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods;

/// <summary>
/// Compares few, short vectors outside of LibTorch: each result depends on its two vectors alone, to the last bit, whatever else is
/// compared beside them.
/// </summary>
internal static class VectorRows
{
    /// <summary>A matrix [rows, width] as arrays.</summary>
    public static float[][] Read(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        var width = (int)matrix.shape[1];
        return width == 0 ? [.. Enumerable.Repeat(Array.Empty<float>(), (int)matrix.shape[0])] : [.. ReadValues(matrix).Chunk(width)];
    }

    /// <summary>A tensor's values, row by row.</summary>
    public static float[] ReadValues(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>The cosine of two vectors; 1 if both are zero, 0 if one is.</summary>
    public static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double dot = 0, leftSquare = 0, rightSquare = 0;
        for (var i = 0; i < left.Length; i++)
        {
            dot += (double)left[i] * right[i];
            leftSquare += (double)left[i] * left[i];
            rightSquare += (double)right[i] * right[i];
        }

        if (leftSquare == 0 || rightSquare == 0)
            return leftSquare == rightSquare ? 1 : 0;
        return dot / Math.Sqrt(leftSquare * rightSquare);
    }

    /// <summary>The mean of vectors that count several times each.</summary>
    /// <param name="rows">At least one vector.</param>
    /// <param name="counts">How often each counts.</param>
    public static float[] Mean(IReadOnlyList<float[]> rows, IReadOnlyList<int> counts)
    {
        var sum = new double[rows[0].Length];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += (double)counts[row] * rows[row][i];
        }

        var all = counts.Sum(count => (double)count);
        return [.. sum.Select(value => (float)(value / all))];
    }
}
