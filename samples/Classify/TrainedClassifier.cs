using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Samples.Classify;

/// <summary>Weights as a step that adds <c>PredictedLabel</c> and <c>Probability</c>.</summary>
internal static class TrainedClassifier
{
    public static IEstimator<ITransformer> Of(MLContext ml, string input, SoftmaxWeights? weights)
    {
        var read = SchemaDefinition.Create(typeof(Inputs), SchemaDefinition.Direction.Write);
        read[nameof(Inputs.Values)].ColumnName = input;
        return ml.Transforms.CustomMapping<Inputs, Outputs>((row, result) => Decide(row, result, weights!), null, read);
    }

    private static void Decide(Inputs row, Outputs result, SoftmaxWeights weights)
    {
        var probabilities = weights.Probabilities(weights.Standardise(row.Values!));
        var best = Array.IndexOf(probabilities, probabilities.Max());
        (result.PredictedLabel, result.Probability) = (weights.Labels[best], (float)probabilities[best]);
    }

    private sealed class Inputs
    {
        public float[]? Values { get; set; }
    }

    private sealed class Outputs
    {
        public string PredictedLabel { get; set; } = "";

        public float Probability { get; set; }
    }
}
