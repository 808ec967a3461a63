using MlopsCl.Learner.Prompting.Jinja;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Prompting;

/// <summary>
/// Token ids of conversations in the form of a published template, with the assistant's tokens marked. What is learned must be what is asked
/// later: the tokens before an answer must be those of the question alone, or the conversation is refused.
/// </summary>
internal sealed class TemplatedPrompts(PublishedChatTemplate template, Tokenizer tokenizer)
{
    /// <summary>A conversation to learn from.</summary>
    /// <returns>The ids, and which of them the assistant says.</returns>
    /// <exception cref="ArgumentException">The template does not fit the conversation; the message says why.</exception>
    public (int[] Ids, bool[] IsAnswer) Encode(IReadOnlyList<Turn> turns, int pictures)
    {
        int missing = ChatTemplate.MissingMarkers(turns, pictures);
        RenderedChat chat = Render(turns, missing, pictures, addGenerationPrompt: false);
        IReadOnlyList<RenderedChat> questions =
            [.. Answers(turns).Select(index => Render([.. turns.Take(index)], missing, null, addGenerationPrompt: true))];
        if (!template.MarksAnswers)
        {
            chat = chat with { Spans = [.. Answers(turns).Select((index, number) => Span(turns, index, missing, chat.Text, questions[number].Text))] };
        }

        if (chat.Spans.Count != questions.Count)
        {
            throw Mismatch($"it marks {chat.Spans.Count} answers of {questions.Count}");
        }

        chat = chat with { Spans = [.. questions.Zip(chat.Spans, (question, span) => WithSpaceBefore(chat.Text, question.Text.Length, span))] };
        (int[] ids, bool[] isAnswer) = chat.Encode(tokenizer, AddsSpecialTokens(chat.Text));
        foreach ((RenderedChat question, (int Start, int End) span) in questions.Zip(chat.Spans))
        {
            Check(chat, question, span, ids, isAnswer);
        }

        return (ids, isAnswer);
    }

    /// <summary>A question to answer.</summary>
    /// <exception cref="ArgumentException">The template does not fit the question; the message says why.</exception>
    public int[] Encode(Question question)
    {
        Turn[] turns = [.. question.History, new Turn(Speaker.Human, question.Text)];
        int missing = ChatTemplate.MissingMarkers(turns, question.Pictures.Count);
        string text = Render(turns, missing, question.Pictures.Count, addGenerationPrompt: true).Text;
        return tokenizer.Encode(text, AddsSpecialTokens(text));
    }

    private static IEnumerable<int> Answers(IReadOnlyList<Turn> turns) =>
        Enumerable.Range(0, turns.Count).Where(index => turns[index].Speaker == Speaker.Assistant);

    private RenderedChat Render(IReadOnlyList<Turn> turns, int missing, int? pictures, bool addGenerationPrompt)
    {
        try
        {
            RenderedChat chat = template.Render(ChatMessages.Of(turns, missing, template.TakesParts), addGenerationPrompt);
            int markers = ChatTemplate.CountMarkers(chat.Text);
            return pictures is null || markers == pictures
                ? chat
                : throw Mismatch($"it writes {markers} markers {ChatTemplate.ImageMarker} for {pictures} pictures");
        }
        catch (JinjaException error)
        {
            throw new ArgumentException($"The chat template cannot render the conversation. {error.Message}", error);
        }
    }

    // Without marks in the template: what an answer adds to its question.
    private (int Start, int End) Span(IReadOnlyList<Turn> turns, int index, int missing, string whole, string question)
    {
        string withAnswer = Render([.. turns.Take(index + 1)], missing, null, addGenerationPrompt: false).Text;
        if (!whole.StartsWith(question, StringComparison.Ordinal) || !whole.StartsWith(withAnswer, StringComparison.Ordinal))
        {
            throw Mismatch($"turn {index} reads otherwise with the turns behind it than without them");
        }

        string answer = turns[index].Text.Trim();
        int at = withAnswer.Length < question.Length ? -1 : withAnswer.IndexOf(answer, question.Length, StringComparison.Ordinal);
        if (at < 0)
        {
            throw Mismatch($"the text of turn {index} is not in what it writes for that turn");
        }

        int behind = at + answer.Length;
        string? end = template.SpecialToken("eos_token");
        int ended = string.IsNullOrEmpty(end) ? -1 : withAnswer.IndexOf(end, behind, StringComparison.Ordinal);
        return (question.Length, ended < 0 ? Math.Max(withAnswer.TrimEnd().Length, behind) : ended + end!.Length);
    }

    // White space between a question and its answer is the model's to say: it may be a token of its own, as before a digit.
    private static (int Start, int End) WithSpaceBefore(string text, int questionEnd, (int Start, int End) span) =>
        questionEnd < span.Start && string.IsNullOrWhiteSpace(text[questionEnd..span.Start]) ? (questionEnd, span.End) : span;

    private void Check(RenderedChat chat, RenderedChat question, (int Start, int End) span, int[] ids, bool[] isAnswer)
    {
        if (!chat.Text.StartsWith(question.Text, StringComparison.Ordinal) || question.Text.Length > span.End)
        {
            throw Mismatch("a question alone reads otherwise than with its answer");
        }

        int[] asked = tokenizer.Encode(question.Text, AddsSpecialTokens(question.Text));
        bool isSame = asked.Length < ids.Length && asked.AsSpan().SequenceEqual(ids.AsSpan(0, asked.Length)) && isAnswer[asked.Length];
        if (!isSame)
        {
            throw Mismatch("the tokens before an answer are not those of the question alone; an answer that begins with white space does that");
        }
    }

    private ArgumentException Mismatch(string what) =>
        new($"The chat template {template.Name} does not fit the conversation: {what}. What is learned would not be what is asked later.");

    // A template that writes the token that begins texts has it put there once.
    private bool AddsSpecialTokens(string text) =>
        template.SpecialToken("bos_token") is not { Length: > 0 } begin || !text.StartsWith(begin, StringComparison.Ordinal);
}
