namespace MlopsCl.Learner.Scoring;

/// <summary>
/// The metrics of continual learning over an accuracy matrix: a[i][j] is the accuracy on task j after learning task i. Row i needs its
/// first i + 1
/// cells; cells above the diagonal (tasks not learned yet) are not looked at. A NaN anywhere in what is looked at makes the result NaN.
/// </summary>
public static class AccuracyMatrix
{
    /// <summary>Average accuracy (ACC, "last"): the mean of the last row, over all T tasks.</summary>
    /// <param name="matrix">The matrix; at least one row.</param>
    public static double AverageAccuracy(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Check(matrix);
        return matrix[^1].Take(matrix.Count).Average();
    }

    /// <summary>Mean accuracy right after learning (MFT): the mean of the diagonal.</summary>
    /// <param name="matrix">The matrix; at least one row.</param>
    public static double LearningAccuracy(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Check(matrix);
        return matrix.Select((row, i) => row[i]).Average();
    }

    /// <summary>Mean average accuracy (MAA): the mean over rows i of the mean of their first i + 1 cells.</summary>
    /// <param name="matrix">The matrix; at least one row.</param>
    public static double MeanAverageAccuracy(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Check(matrix);
        return matrix.Select((row, i) => row.Take(i + 1).Average()).Average();
    }

    /// <summary>
    /// Forgetting (Chaudhry et al. 2018, "Riemannian Walk"): the mean over earlier tasks j of (best of a[i][j], j &lt;= i &lt; T - 1) minus
    /// a[T - 1][j]. 0 for a single task; negative when earlier tasks got better than ever.
    /// </summary>
    /// <param name="matrix">The matrix; at least one row.</param>
    public static double Forgetting(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Check(matrix);
        var last = matrix.Count - 1;
        return last == 0 ? 0 : Enumerable.Range(0, last).Average(j => Best(matrix, j) - matrix[last][j]);
    }

    /// <summary>
    /// Backward transfer (Lopez-Paz and Ranzato 2017, "Gradient Episodic Memory"): the mean over earlier tasks j of a[T - 1][j] minus
    /// a[j][j]. 0 for a single task.
    /// </summary>
    /// <param name="matrix">The matrix; at least one row.</param>
    public static double BackwardTransfer(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Check(matrix);
        var last = matrix.Count - 1;
        return last == 0 ? 0 : Enumerable.Range(0, last).Average(j => matrix[last][j] - matrix[j][j]);
    }

    /// <summary>
    /// Forgetting as Avalanche counts it, per task: first minus last, a[j][j] - a[T - 1][j]. Not <see cref="Forgetting"/>, which counts
    /// from the best.
    /// </summary>
    /// <param name="matrix">The matrix; at least one row.</param>
    /// <returns>One number per task but the last, which was examined once only.</returns>
    public static IReadOnlyList<double> FirstMinusLast(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Check(matrix);
        var last = matrix.Count - 1;
        return [.. Enumerable.Range(0, last).Select(j => matrix[j][j] - matrix[last][j])];
    }

    private static double Best(IReadOnlyList<IReadOnlyList<double>> matrix, int task)
    {
        var best = double.NegativeInfinity;
        for (var i = task; i < matrix.Count - 1; i++)
            best = double.IsNaN(matrix[i][task]) || double.IsNaN(best) ? double.NaN : Math.Max(best, matrix[i][task]);
        return best;
    }

    private static void Check(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        if (matrix.Count == 0)
            throw new ArgumentException("An accuracy matrix needs at least one row.", nameof(matrix));
        for (var i = 0; i < matrix.Count; i++)
        {
            if (matrix[i].Count <= i)
                throw new ArgumentException(
                    $"Row {i} of the accuracy matrix has {matrix[i].Count} cells; it needs at least {i + 1}, " +
                    "one per task learned so far.", nameof(matrix));
        }
    }
}
