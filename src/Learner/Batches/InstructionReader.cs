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
        return new Instruction(text.MoveToOuterDisposeScope(), image.MoveToOuterDisposeScope())
        {
            LastStateReader = () => ReadLastState(model, samples),
        };
    }

    /// <summary>The features of any number of samples, computed in batches.</summary>
    public static Instruction ReadMany(
        LvlmModel model, IReadOnlyList<PreparedSample> samples, VisionFeatures vision, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        var parts = samples.Chunk(Chunk).Select(chunk => ReadChunk(model, chunk, vision, cancellation)).ToArray();
        var text = cat([.. parts.Select(part => part.Text)], 0).MoveToOuterDisposeScope();
        return new Instruction(text, cat([.. parts.Select(part => part.Image)], 0).MoveToOuterDisposeScope())
        {
            LastStateReader = () => ReadLastState(model, samples),
        };
    }

    private static Instruction ReadChunk(LvlmModel model, PreparedSample[] samples, VisionFeatures vision, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PreparedPicture[] pictures = [.. samples.SelectMany(sample => sample.Pictures)];
        return Read(model, samples, pictures.Length == 0 ? null : vision.Read(pictures, step: 0));
    }

    private static Tensor ReadLastState(LvlmModel model, IReadOnlyList<PreparedSample> samples)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var parts = samples.Chunk(Chunk).Select(chunk => ReadLastStateOfChunk(model, chunk)).ToArray();
        return cat(parts, 0).MoveToOuterDisposeScope();                                        // [samples, text width]
    }

    private static Tensor ReadLastStateOfChunk(LvlmModel model, PreparedSample[] samples)
    {
        using var scope = NewDisposeScope();
        var length = Math.Max(1, samples.Max(sample => sample.InstructionIds.Length));
        var ids = new long[samples.Length * length];
        var rows = new List<long>();
        for (var sample = 0; sample < samples.Length; sample++)
        {
            for (var word = 0; word < samples[sample].InstructionIds.Length; word++)
            {
                ids[sample * length + word] = samples[sample].InstructionIds[word];
                rows.Add(sample * length + word);
            }
        }

        var pass = model.WholeSequences(samples.Length, length, AdapterPass.None);
        var hidden = model.Decoder.Forward(model.Decoder.Embed(tensor(ids, device: model.Device)), pass);   // [samples * length, width]
        var words = hidden.index_select(0, tensor(rows.ToArray(), device: model.Device));
        return MeanPerSample(words, samples, sample => sample.InstructionIds.Length).MoveToOuterDisposeScope();
    }

    // rows [all, width] to their mean per sample [batch, width]; zero for a sample without rows
    private static Tensor MeanPerSample(Tensor rows, IReadOnlyList<PreparedSample> samples, Func<PreparedSample, int> count)
    {
        var owners = samples.SelectMany((sample, index) => Enumerable.Repeat((long)index, count(sample))).ToArray();
        var shares = samples.Select(sample => 1f / Math.Max(1, count(sample))).ToArray();
        var sums = zeros(samples.Count, rows.shape[1], device: rows.device).index_add(
            0, tensor(owners, device: rows.device), rows.to_type(ScalarType.Float32), 1);
        return sums * tensor(shares, device: rows.device).unsqueeze(1);
    }
}
