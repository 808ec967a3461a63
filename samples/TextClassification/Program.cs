using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using MlopsCl.Learner;
using MlopsCl.Transforms;

if (args is not [var baseModel, var file])
{
    Console.Error.WriteLine("usage: textclassification BASE-MODEL ROWS.tsv");
    return 2;
}

// Our answerer writes a description of each picture; ML.NET's own text classifier, a RoBERTa on TorchSharp too, learns the label from it.
var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true };
var rows = File.ReadLines(file).Select(line => line.Split('\t')).Select(parts => new { Image = parts[0], Prompt = parts[1], Category = parts[2] }).ToList();
var data = ml.Data.LoadFromEnumerable(rows);
var pipeline = ml.ContinualLearning().LvlmAnswerer(new Bundle(baseModel), new AnsweringOptions { MaxNewTokens = 32 }, outputColumnName: "Description")
    .AppendCacheCheckpoint(ml)
    .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Category"))
    .Append(ml.MulticlassClassification.Trainers.TextClassification("Label", sentence1ColumnName: "Description"))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
var metrics = ml.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data));
Console.WriteLine($"accuracy {metrics.MicroAccuracy:0.000} on {rows.Count} rows");
return 0;
