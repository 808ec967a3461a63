using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Computes the features of questions by which methods choose.</summary>
internal static class InstructionReader
{
    private const int Chunk = 64;

    /// <summary>The features of one batch.</summary>
    /// <param name="model">The base model.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="features">Vision features of all their pictures, [pictures * image tokens, image width]; null without pictures.</param>
    public static Instruction Read(LvlmModel model, IReadOnlyList<PreparedSample> samples, Tensor? features)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var words = tensor(samples.SelectMany(sample => sample.InstructionIds).Select(id => (long)id).ToArray(), device: model.Device);
        var text = MeanPerSample(model.Decoder.Embed(words), samples, sample => sample.InstructionIds.Length);
        var image = features is null
            ? zeros(samples.Count, model.Config.ImageWidth, device: model.Device)
            : MeanPerSample(features.detach(), samples, sample => sample.Pictures.Count * model.Config.ImageTokens);
        return new Instruction(text.MoveToOuterDisposeScope(), image.MoveToOuterDisposeScope());
    }

    /// <summary>The features of any number of samples, computed in batches.</summary>
    public static Instruction ReadMany(LvlmModel model, IReadOnlyList<PreparedSample> samples, VisionFeatures vision)
    {
        using var scope = NewDisposeScope();
        var parts = samples.Chunk(Chunk).Select(chunk => ReadChunk(model, chunk, vision)).ToArray();
        var text = cat([.. parts.Select(part => part.Text)], 0).MoveToOuterDisposeScope();
        return new Instruction(text, cat([.. parts.Select(part => part.Image)], 0).MoveToOuterDisposeScope());
    }

    private static Instruction ReadChunk(LvlmModel model, PreparedSample[] samples, VisionFeatures vision)
    {
        PreparedPicture[] pictures = [.. samples.SelectMany(sample => sample.Pictures)];
        return Read(model, samples, pictures.Length == 0 ? null : vision.Read(pictures, step: 0));
    }

    // rows [all, width] to their mean per sample [batch, width]; zero for a sample without rows
    private static Tensor MeanPerSample(Tensor rows, IReadOnlyList<PreparedSample> samples, Func<PreparedSample, int> count)
    {
        var owners = samples.SelectMany((sample, index) => Enumerable.Repeat((long)index, count(sample))).ToArray();
        var shares = samples.Select(sample => 1f / Math.Max(1, count(sample))).ToArray();
        var sums = zeros(samples.Count, rows.shape[1], device: rows.device).index_add(0, tensor(owners, device: rows.device), rows, 1);
        return sums * tensor(shares, device: rows.device).unsqueeze(1);
    }
}
