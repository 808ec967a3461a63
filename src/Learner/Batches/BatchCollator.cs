using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Puts samples to learn from into tensors, padded on the right.</summary>
/// <param name="model">The model that they are for.</param>
/// <param name="vision">Where vision features come from.</param>
/// <param name="promptTokens">Prompt slots in front of every sample.</param>
internal sealed class BatchCollator(LvlmModel model, VisionFeatures vision, int promptTokens)
{
    /// <summary>Makes a batch.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="step">The training step, for what is random about pictures and dropout.</param>
    public Batch Collate(IReadOnlyList<PreparedSample> samples, long step)
    {
        // The last token of a sample is only ever a label, never read.
        var length = samples.Max(sample => sample.Ids.Length) - 1 + promptTokens;
        var rows = new BatchRows(samples, length, promptTokens, padsLeft: false, model.Config);
        PreparedPicture[] pictures = [.. samples.SelectMany(sample => sample.Pictures)];
        var features = pictures.Length == 0 ? null : vision.Read(pictures, step);
        return new Batch(samples, ToTensor(rows.Ids).view(samples.Count, length), () => InstructionReader.Read(model, samples, features))
        {
            Draw = step,
            AnswerRows = ToTensor(rows.Answers),
            AnswerLabels = ToTensor(rows.Labels),
            VisionFeatures = features,
            ImageRows = features is null ? null : ToTensor(rows.Images),
            PromptRows = promptTokens == 0 ? null : ToTensor(rows.Prompts),
        };
    }

    private Tensor ToTensor(IReadOnlyCollection<long> values) => tensor(values.ToArray(), device: model.Device);
}
