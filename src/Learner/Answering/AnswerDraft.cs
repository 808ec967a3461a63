using System.Text;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Answering;

/// <summary>An answer that is being given: its tokens, its text as far as somebody needs it now, and whether it has ended.</summary>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="endTokens">Tokens that end an answer.</param>
/// <param name="stops">Texts that end an answer.</param>
/// <param name="write">Given the parts of the text; null if nobody listens.</param>
internal sealed class AnswerDraft(Tokenizer tokenizer, IReadOnlyCollection<int> endTokens, IReadOnlyList<string> stops, Action<string>? write)
{
    private readonly List<int> _tokens = [];
    private readonly List<float> _logProbabilities = [];
    private readonly TextStream _stream = tokenizer.Stream();
    private readonly StringBuilder _text = new();
    private readonly int _longestStop = stops.Count == 0 ? 0 : stops.Max(stop => stop.Length);
    private AnswerEnd _end = AnswerEnd.Length;
    private int _written;

    /// <summary>Takes a token.</summary>
    /// <returns>Whether the answer goes on.</returns>
    public bool Add(int token, float logProbability)
    {
        _logProbabilities.Add(logProbability);
        if (endTokens.Contains(token))
        {
            _end = AnswerEnd.EndToken;      // whether or not the tokenizer counts it as special, it is no part of the text
            return false;
        }

        _tokens.Add(token);
        if (write is not null || stops.Count > 0)
            Append(_stream.Add(token));
        return _end == AnswerEnd.Length;
    }

    /// <summary>The answer, once it has ended.</summary>
    public Answer Finish()
    {
        if (write is null && stops.Count == 0)
            _text.Append(tokenizer.Decode(_tokens.ToArray()));
        else if (_end != AnswerEnd.StopText)
            Append(_stream.Complete());
        Write(_text.Length);
        return new Answer(
            _text.ToString().Trim(),
            _logProbabilities.Count == 0 ? 0 : MathF.Exp(_logProbabilities.Average()),
            _logProbabilities) { End = _end };
    }

    private void Append(string piece)
    {
        var from = Math.Max(0, _text.Length - Math.Max(0, _longestStop - 1));
        _text.Append(piece);
        var fresh = _text.ToString(from, _text.Length - from);
        var found = stops.Select(stop => fresh.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (found >= 0)
            (_text.Length, _end) = (from + found, AnswerEnd.StopText);
        Write(_end == AnswerEnd.StopText ? _text.Length : _text.Length - BeginningOfAStop());
    }

    // Characters at the end that may turn out to be a stop text.
    private int BeginningOfAStop()
    {
        for (var length = Math.Min(_longestStop - 1, _text.Length); length > 0; length--)
        {
            var tail = _text.ToString(_text.Length - length, length);
            if (stops.Any(stop => stop.StartsWith(tail, StringComparison.Ordinal)))
                return length;
        }

        return 0;
    }

    // Writes what is certain, without the blanks at either end of the answer.
    private void Write(int certain)
    {
        if (write is null)
            return;
        while (_written == 0 && _text.Length > 0 && certain > 0 && char.IsWhiteSpace(_text[0]))
        {
            _text.Remove(0, 1);
            certain--;
        }

        while (certain > _written && char.IsWhiteSpace(_text[certain - 1]))
            certain--;
        if (certain <= _written)
            return;
        write(_text.ToString(_written, certain - _written));
        _written = certain;
    }
}
