using System.Text;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>The steps of a tokenizer's decoder at work on one answer.</summary>
internal sealed class DecoderChain
{
    private readonly List<DecoderStage> _stages = [];
    private List<string> _current = [];
    private List<string> _next = [];

    /// <summary>Begins an answer.</summary>
    /// <param name="decoders">The steps, in order.</param>
    /// <param name="isStreamed">Whether text is to be given as soon as it can be read, and not only at the end.</param>
    public DecoderChain(IReadOnlyList<Decoder> decoders, bool isStreamed)
    {
        bool isFused = false;
        foreach (Decoder decoder in decoders)
        {
            _stages.Add(decoder.Begin(isFused, isStreamed));
            isFused |= decoder.Fuses;
        }
    }

    /// <summary>Takes a token and appends what can be said by now.</summary>
    public void Add(string token, StringBuilder text)
    {
        _current.Add(token);
        Pass(0, text);
    }

    /// <summary>Appends what was held back; the answer has ended.</summary>
    public void Complete(StringBuilder text)
    {
        for (int stage = 0; stage < _stages.Count; stage++)
        {
            _stages[stage].Complete(_current);
            Pass(stage + 1, text);
        }
    }

    private void Pass(int stage, StringBuilder text)
    {
        for (; stage < _stages.Count; stage++)
        {
            foreach (string token in _current)
            {
                _stages[stage].Add(token, _next);
            }

            _current.Clear();
            (_current, _next) = (_next, _current);
        }

        foreach (string token in _current)
        {
            text.Append(token);
        }

        _current.Clear();
    }
}
