using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// The device as ML.NET sees it: samples become rows, the trainer's Fit learns them, the transformer's Transform answers them.
/// </summary>
internal sealed class MlNetDevice(string device) : IDevice
{
    private const string History = "History";

    public TrainingReport Learn(LearnOrder order, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var ml = new MLContext();
        var samples = ml.ContinualLearning().LoadSamples(order.Samples);
        var trainer = ml.ContinualLearning().LvlmTrainer(new LvlmTrainer.Options
        {
            HistoryColumnName = History,
            IdColumnName = "Id",
            BaseModelFolder = order.BaseModelFolder,
            ParentFolder = order.ParentFolder,
            OutputFolder = order.OutputFolder,
            CheckpointFolder = order.CheckpointFolder,
            FeatureCacheFolder = order.FeatureCacheFolder,
            Task = order.Task,
            Method = order.Method,
            Training = order.Training,
            Memory = order.Memory.Count == 0 ? null : ml.ContinualLearning().LoadSamples(order.Memory),
            Answering = order.Answering,
            Seed = order.Seed,
            Device = device,
            Progress = progress,
            Cancellation = cancellation,
        });
        using var fitted = trainer.Fit(samples);
        return fitted.Report ?? throw new InvalidOperationException("The trainer gave no report of what it did.");
    }

    public IReadOnlyList<string> Answer(Bundle bundle, IReadOnlyList<Sample> samples, AnsweringOptions options, CancellationToken cancellation)
    {
        var ml = new MLContext();
        var questions = ml.ContinualLearning().LoadSamples(samples);
        var answerer = ml.ContinualLearning().LvlmAnswerer(bundle, options, historyColumnName: History, device: device, cancellation: cancellation);
        using var transformer = answerer.Fit(questions);
        return Column(transformer.Transform(questions), "Answer", samples.Count);
    }

    private static List<string> Column(IDataView view, string name, int rows)
    {
        var texts = new List<string>(rows);
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var read = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            read(ref text);
            texts.Add(text.ToString());
        }
        return texts;
    }
}
