using System.Globalization;
using Microsoft.ML;
using MlopsCl.Transforms;

namespace MlopsCl.Samples.Classify;

/// <summary>Asks a saved model.</summary>
internal static class Asking
{
    public static int Run(string model, string picture, string question)
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true };
        var rows = ml.ContinualLearning().Load(Path.Combine(model, "rows.zip"), out _, cacheFolder: Path.Combine(model, "bundles"));
        var weights = SoftmaxWeights.Load(Path.Combine(model, "classifier.json"));
        var asked = ml.Data.LoadFromEnumerable(new List<Row> { new() { Photo = Path.GetFullPath(picture), Question = question } });
        var described = rows.Transform(asked);
        var scored = TrainedClassifier.Of(ml, "Inputs", weights).Fit(described).Transform(described);
        var answer = ml.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false).Single();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.PredictedLabel} {answer.Probability:0.0000}"));
        return 0;
    }
}
