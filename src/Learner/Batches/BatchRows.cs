using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Batches;

/// <summary>Where everything lies in a flattened batch [batch * length].</summary>
internal sealed class BatchRows
{
    /// <summary>Lays samples out.</summary>
    /// <param name="samples">The samples, one after another.</param>
    /// <param name="length">Tokens of each, with prompt slots and padding.</param>
    /// <param name="promptTokens">Prompt slots in front of each.</param>
    /// <param name="padsLeft">Whether padding comes first, as for answering, or last, as for learning.</param>
    /// <param name="config">The model's tokens.</param>
    /// <exception cref="ArgumentException">A sample's image tokens are not as many as its pictures have features.</exception>
    public BatchRows(IReadOnlyList<PreparedSample> samples, int length, int promptTokens, bool padsLeft, LlavaConfig config)
    {
        Ids = new long[(long)samples.Count * length];
        Array.Fill(Ids, config.PadToken);
        for (var index = 0; index < samples.Count; index++)
        {
            var padding = padsLeft ? length - promptTokens - samples[index].Ids.Length : 0;
            Starts.Add(padding);
            var start = (long)index * length + padding;
            for (var slot = 0; slot < promptTokens; slot++)
                Prompts.Add(start + slot);
            Add(samples[index], start + promptTokens, Math.Min(samples[index].Ids.Length, length - promptTokens), config);
        }
    }

    /// <summary>Token ids; padding and prompt slots hold the pad token.</summary>
    public long[] Ids { get; }

    /// <summary>Padding in front of each sample.</summary>
    public List<long> Starts { get; } = [];

    /// <summary>Rows whose next token is learned.</summary>
    public List<long> Answers { get; } = [];

    /// <summary>The tokens learned.</summary>
    public List<long> Labels { get; } = [];

    /// <summary>Rows of image features.</summary>
    public List<long> Images { get; } = [];

    /// <summary>Rows of prompt vectors.</summary>
    public List<long> Prompts { get; } = [];

    private void Add(PreparedSample sample, long start, int read, LlavaConfig config)
    {
        var images = Images.Count;
        for (var token = 0; token < read; token++)
        {
            if ((uint)sample.Ids[token] >= (uint)config.Text.VocabularySize)
                throw new ArgumentException(
                    $"A sample of task '{sample.Task}' has the token {sample.Ids[token]}, and the model knows {config.Text.VocabularySize} (vocab_size); "
                    + "tokenizer.json and config.json are of different models, fetch the whole checkpoint.");
            Ids[start + token] = sample.Ids[token];
            if (sample.Ids[token] == config.ImageToken)
                Images.Add(start + token);
        }

        for (var token = 1; token < sample.Ids.Length; token++)
        {
            if (sample.Labels[token] == PreparedSample.Ignored)
                continue;
            Answers.Add(start + token - 1);
            Labels.Add(sample.Labels[token]);
        }

        if (Images.Count - images != sample.Pictures.Count * config.ImageTokens)
            throw new ArgumentException(
                $"A sample of task '{sample.Task}' has {Images.Count - images} image tokens for {sample.Pictures.Count} pictures "
                + $"of {config.ImageTokens} features each.");
    }
}
