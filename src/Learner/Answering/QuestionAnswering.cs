using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Answers questions in batches of similar length, with the choice of adapters that the method makes for each question.</summary>
internal sealed class QuestionAnswering(
    LvlmModel model, PromptFormat prompts, VisionFeatures vision, AdapterState adapters, AdapterSelector? selector)
{
    private readonly AnswerDecoder _decoder = new(model, adapters);

    /// <summary>Answers in the order of the questions.</summary>
    public IReadOnlyList<Answer> Answer(
        IReadOnlyList<Question> questions, AnsweringOptions options, Action<AnswerPiece>? receive, CancellationToken cancellation)
    {
        var preparation = prompts.Prepare(model.Config);
        var prepared = questions.Select(question => Fitting(question, preparation, options.MaxNewTokens)).ToArray();
        var drafts = questions.Select((_, index) => new AnswerDraft(
            prompts.Tokenizer, model.Config.EndTokens, options.Stop, receive is null ? null : text => receive(new AnswerPiece(index, text)))).ToArray();
        var answers = new Answer[questions.Count];
        foreach (var chunk in Enumerable.Range(0, prepared.Length).OrderBy(index => prepared[index].Ids.Length).Chunk(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            Generate([.. chunk.Select(index => prepared[index])], [.. chunk.Select(index => drafts[index])], options, cancellation);
            foreach (var index in chunk)
                answers[index] = drafts[index].Finish();
        }

        return answers;
    }

    private PreparedSample Fitting(Question question, SamplePreparation preparation, int maxNewTokens)
    {
        var prepared = preparation.Prepare(question);
        var (asked, most) = (prepared.Ids.Length + (selector?.PromptTokens ?? 0), model.Config.Text.MaxPositions);
        var room = most - asked + 1;   // the last token is not read
        return maxNewTokens <= room
            ? prepared
            : throw new ArgumentException(
                $"{(question.Name is null ? "A question" : $"Question '{question.Name}'")} has {asked} tokens, pictures included, and its answer may have "
                + $"{maxNewTokens}; the model takes {most} in all (max_position_embeddings). "
                + (room > 0 ? $"Allow {room} new tokens at most, or shorten the question." : "Shorten the question or use fewer pictures."));
    }

    private void Generate(PreparedSample[] questions, AnswerDraft[] drafts, AnsweringOptions options, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        PreparedPicture[] pictures = [.. questions.SelectMany(question => question.Pictures)];
        var features = pictures.Length == 0 ? null : vision.Read(pictures, step: 0);
        var conditioning = selector?.Select(InstructionReader.Read(model, questions, features), adapters) ?? Conditioning.None;
        var batch = PromptBatch.Of(model, questions, features, selector?.PromptTokens ?? 0);
        ITokenChoice choice = options.Temperature > 0 || options.RepetitionPenalty != 1 ? new DrawnToken(options, questions) : new LikeliestToken();
        _decoder.Generate(batch, conditioning, choice, options.MaxNewTokens, (row, token, log) => drafts[row].Add(token, log), cancellation);
    }
}
