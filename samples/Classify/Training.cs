using System.Globalization;
using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms;

namespace MlopsCl.Samples.Classify;

/// <summary>Trains, examines and saves.</summary>
internal static class Training
{
    public static int Run(string baseModel, string train, string test, string output)
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true };
        var (all, exam) = (ml.Data.LoadFromEnumerable(Row.Read(train)), ml.Data.LoadFromEnumerable(Row.Read(test)));

        // The model learns from one half, and the classifier from what the model says about the other: about rows that it learned from it would be too sure.
        var halves = ml.Data.TrainTestSplit(all, testFraction: 0.5, seed: 1);

        // Text and picture columns become a prompt; the prompt becomes a vector, and is learned and answered with a confidence; all numbers become one vector.
        var learning = ml.ContinualLearning();
        var rows = learning.ImageTextPrompt("{Photo} {Question}", ["Photo"])
            .Append(learning.FeaturizeImageText(baseModel))
            .Append(learning.LvlmTrainer(new LvlmTrainer.Options
            {
                BaseModelFolder = baseModel, OutputFolder = Path.Combine(output, "adapter"), Task = "answers",
                Training = new TrainingOptions { Epochs = 4 }, Answering = new AnsweringOptions { MaxNewTokens = 2 },
            }))
            .Append(ml.Transforms.Concatenate("Inputs", "Features", "Answer.Confidence"))
            .Fit(halves.TrainSet);

        // The model runs once for each row: the classifier reads the cached vectors again and again.
        var weights = new CalibratedClassifier(ml, "Inputs", "Label").Learn(ml.Data.Cache(rows.Transform(halves.TestSet)));
        var answered = rows.Transform(exam);
        var scored = ml.Data.Cache(TrainedClassifier.Of(ml, "Inputs", weights).Fit(answered).Transform(answered));
        var metrics = learning.Evaluate(scored, answerColumnName: CalibratedClassifier.Predicted);
        var outcomes = ml.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy {metrics.Accuracy:0.000} on {metrics.Rows} rows"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"mean confidence {outcomes.Average(o => o.Probability):0.000}, " +
                $"calibration error {Scored.CalibrationError(outcomes):0.000}"));

        learning.Save(rows, all.Schema, Path.Combine(output, "rows.zip"), embedBundle: true);
        weights.Save(Path.Combine(output, "classifier.json"));
        return 0;
    }
}
