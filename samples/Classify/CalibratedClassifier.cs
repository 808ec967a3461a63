using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Samples.Classify;

/// <summary>
/// A trainer as anybody can write one for ML.NET: softmax regression by gradient descent on four fifths of the rows, and a temperature by the
/// likelihood of the last fifth.
/// </summary>
internal sealed class CalibratedClassifier(MLContext ml, string input, string label) : IEstimator<ITransformer>
{
    public const string Predicted = "PredictedLabel";
    private const int Steps = 300;
    private const double Rate = 0.5;
    private const double Decay = 1e-2;

    public ITransformer Fit(IDataView data) => TrainedClassifier.Of(ml, input, Learn(data)).Fit(data);

    /// <summary>What the rows teach, to be saved.</summary>
    public SoftmaxWeights Learn(IDataView data)
    {
        var labels = data.GetColumn<string>(label).ToArray();
        var vectors = data.GetColumn<float[]>(input).ToArray();
        var start = Standardised(vectors, [.. labels.Distinct().Order(StringComparer.Ordinal)]);
        var rows = vectors.Zip(labels, (vector, name) => (Input: start.Standardise(vector), Class: Array.IndexOf(start.Labels, name))).ToArray();
        var kept = rows.Where((_, i) => i % 5 == 4).ToArray();
        var trained = Descend(start, [.. rows.Where((_, i) => i % 5 != 4)]);
        return kept.Length == 0 ? trained : Calibrated(trained, kept);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => TrainedClassifier.Of(ml, input, null).GetOutputSchema(inputSchema);

    private static SoftmaxWeights Standardised(float[][] vectors, string[] labels)
    {
        var mean = Enumerable.Range(0, vectors[0].Length).Select(i => vectors.Average(vector => vector[i])).ToArray();
        var scale = mean.Select(
            (m, i) => 1 / MathF.Max(1e-6f, MathF.Sqrt(vectors.Average(vector => (vector[i] - m) * (vector[i] - m))) * MathF.Sqrt(mean.Length))).ToArray();
        return new SoftmaxWeights(labels, mean, scale, [.. labels.Select(_ => new double[mean.Length + 1])], 1);
    }

    private static SoftmaxWeights Descend(SoftmaxWeights weights, (double[] Input, int Class)[] rows)
    {
        for (var step = 0; step < Steps; step++)
        {
            var gradients = weights.Rows.Select(row => row.Select(w => Decay * w).ToArray()).ToArray();
            foreach (var (vector, right) in rows)
            {
                var probabilities = weights.Probabilities(vector);
                for (var c = 0; c < gradients.Length; c++)
                {
                    var error = (probabilities[c] - (c == right ? 1 : 0)) / rows.Length;
                    for (var i = 0; i < vector.Length; i++)
                        gradients[c][i] += error * vector[i];
                    gradients[c][^1] += error;
                }
            }

            for (var c = 0; c < gradients.Length; c++)
                for (var i = 0; i < gradients[c].Length; i++)
                    weights.Rows[c][i] -= Rate * gradients[c][i];
        }

        return weights;
    }

    private static SoftmaxWeights Calibrated(SoftmaxWeights weights, (double[] Input, int Class)[] kept) => Enumerable.Range(-40, 81)
        .Select(step => weights with { Temperature = Math.Pow(2, step / 10.0) })
        .MinBy(tried => -kept.Sum(row => Math.Log(Math.Max(1e-12, tried.Probabilities(row.Input)[row.Class]))))!;
}
