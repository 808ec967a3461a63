using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Describes questions by vectors of the frozen base model: their pictures first, then their words.</summary>
internal sealed class QuestionFeatures(LvlmModel model, PromptFormat prompts, VisionFeatures vision)
{
    /// <summary>The length of each vector.</summary>
    public static int Width(LlavaConfig config) => config.ImageWidth + config.Text.HiddenSize;

    /// <summary>A vector per question, in their order.</summary>
    public IReadOnlyList<float[]> Read(IReadOnlyList<Question> questions, int batchSize, CancellationToken cancellation)
    {
        var preparation = prompts.Prepare(model.Config);
        var vectors = new List<float[]>(questions.Count);
        foreach (var chunk in questions.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            vectors.AddRange(ReadBatch([.. chunk.Select(preparation.Prepare)]));
        }

        return vectors;
    }

    private float[][] ReadBatch(PreparedSample[] questions)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        PreparedPicture[] pictures = [.. questions.SelectMany(question => question.Pictures)];
        var instruction = InstructionReader.Read(model, questions, pictures.Length == 0 ? null : vision.Read(pictures, step: 0));
        return VectorRows.Read(cat([instruction.Image, instruction.Text], 1));            // [questions, image width + text width]
    }
}
