using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Answers questions in batches of similar length, with the choice of adapters that the method makes for each question.</summary>
internal sealed class QuestionAnswering(
    LvlmModel model, Tokenizer tokenizer, VisionFeatures vision, AdapterState adapters, AdapterSelector? selector)
{
    private readonly GreedyDecoder _decoder = new(model, adapters);

    /// <summary>Answers in the order of the questions.</summary>
    public IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation)
    {
        var preparation = new SamplePreparation(tokenizer, model.Config);
        var prepared = questions.Select(preparation.Prepare).ToArray();
        var answers = new Answer[questions.Count];
        foreach (var chunk in Enumerable.Range(0, prepared.Length).OrderBy(index => prepared[index].Ids.Length).Chunk(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var generated = Generate([.. chunk.Select(index => prepared[index])], options, cancellation);
            for (var row = 0; row < chunk.Length; row++)
                answers[chunk[row]] = ToAnswer(generated[row]);
        }

        return answers;
    }

    private IReadOnlyList<Generated> Generate(PreparedSample[] questions, AnsweringOptions options, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        PreparedPicture[] pictures = [.. questions.SelectMany(question => question.Pictures)];
        var features = pictures.Length == 0 ? null : vision.Read(pictures, step: 0);
        var conditioning = selector?.Select(InstructionReader.Read(model, questions, features), adapters) ?? Conditioning.None;
        var batch = PromptBatch.Of(model, questions, features, selector?.PromptTokens ?? 0);
        return _decoder.Generate(batch, conditioning, options.MaxNewTokens, [.. model.Config.EndTokens], cancellation);
    }

    private Answer ToAnswer(Generated generated) => new(
        tokenizer.Decode(generated.Tokens.ToArray()).Trim(),
        generated.LogProbabilities.Count == 0 ? 0 : MathF.Exp(generated.LogProbabilities.Average()),
        generated.LogProbabilities);
}
