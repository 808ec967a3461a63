using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Prompting;

/// <summary>Turns samples and questions into token ids. Texts and pictures that come again are not worked on again.</summary>
internal sealed class SamplePreparation(Tokenizer tokenizer, LlavaConfig config)
{
    private readonly Dictionary<(string Text, bool Special), int[]> _ids = [];
    private readonly Dictionary<Picture, PreparedPicture> _pictures = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prepares a sample to learn from.</summary>
    /// <exception cref="ArgumentException">The sample does not fit the model; the message names it.</exception>
    public PreparedSample Prepare(Sample sample, bool isMemory)
    {
        try
        {
            PreparedPicture[] pictures = [.. sample.Pictures.Select(Prepare)];
            var (ids, labels) = Tokenize(ChatTemplate.Render(sample.Turns, sample.Pictures.Count));
            var words = TokenizeOnce(ChatTemplate.Words(sample.Prompt), special: false);
            return new PreparedSample(
                sample.Task, sample.ComputeDigest(pictures.Select(picture => picture.Sha256)), ids, labels, words, pictures, isMemory);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"Sample '{sample.Id}' of task '{sample.Task}': {error.Message}", error);
        }
    }

    /// <summary>Prepares a question to answer; nothing in it is labelled.</summary>
    /// <exception cref="ArgumentException">The question does not fit the model.</exception>
    public PreparedSample Prepare(Question question)
    {
        var (ids, _) = Tokenize(ChatTemplate.Render(question));
        int[] labels = [.. Enumerable.Repeat(PreparedSample.Ignored, ids.Length)];
        var words = TokenizeOnce(ChatTemplate.Words(question.Text), special: false);
        return new PreparedSample("", "", ids, labels, words, [.. question.Pictures.Select(Prepare)], IsMemory: false);
    }

    /// <summary>A text as the model reads it: as many image tokens per picture as it has features.</summary>
    /// <param name="text">The text.</param>
    /// <param name="special">Whether the begin token comes first.</param>
    public int[] Encode(string text, bool special = true) => TokenizeOnce(text, special);

    private (int[] Ids, int[] Labels) Tokenize(IReadOnlyList<PromptSegment> segments)
    {
        var (ids, labels) = (new List<int>(), new List<int>());
        for (var index = 0; index < segments.Count; index++)
        {
            var part = TokenizeOnce(segments[index].Text, special: index == 0);
            if (segments[index].IsAnswer)
                part = [.. part, config.EndTokens[0]];
            ids.AddRange(part);
            labels.AddRange(segments[index].IsAnswer ? part : Enumerable.Repeat(PreparedSample.Ignored, part.Length));
        }

        if (ids.Count > config.Text.MaxPositions)
            throw new ArgumentException(
                $"It has {ids.Count} tokens, and the model takes at most {config.Text.MaxPositions} (max_position_embeddings); "
                + "shorten the text or use fewer pictures.");
        return ([.. ids], [.. labels]);
    }

    private int[] TokenizeOnce(string text, bool special)
    {
        if (!_ids.TryGetValue((text, special), out var ids))
            _ids[(text, special)] = ids = [.. tokenizer.Encode(text, special).SelectMany(Expand)];
        return ids;
    }

    // One image token becomes as many as a picture has features.
    private IEnumerable<int> Expand(int id) => Enumerable.Repeat(id, id == config.ImageToken ? config.ImageTokens : 1);

    private PreparedPicture Prepare(Picture picture)
    {
        if (!_pictures.TryGetValue(picture, out var prepared))
            _pictures[picture] = prepared = new PreparedPicture(picture.ComputeSha256(), picture);
        return prepared;
    }
}
