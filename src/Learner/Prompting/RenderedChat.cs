using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Prompting;

/// <summary>A conversation as a template writes it.</summary>
/// <param name="Text">The text, with one <c>&lt;image&gt;</c> per picture.</param>
/// <param name="Spans">What the assistant says in it: first UTF-16 unit and the one behind the last, in order.</param>
internal sealed record RenderedChat(string Text, IReadOnlyList<(int Start, int End)> Spans)
{
    /// <summary>
    /// The tokens, and which of them are the assistant's: from the one that has the first character of a span to the first one that has its
    /// last character.
    /// </summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="addSpecialTokens">Put the definition's tokens around the text.</param>
    /// <exception cref="ArgumentException">A span's first or last character is in no token.</exception>
    public (int[] Ids, bool[] IsAssistant) Encode(Tokenizer tokenizer, bool addSpecialTokens)
    {
        EncodedText encoded = tokenizer.EncodeWithPlaces(Text, addSpecialTokens);
        var isAssistant = new bool[encoded.Ids.Length];
        foreach ((int start, int end) in Spans)
        {
            int first = TokenAt(encoded, start);
            int last = TokenAt(encoded, end - 1);
            Array.Fill(isAssistant, true, first, last + 1 - first);
        }

        return (encoded.Ids, isAssistant);
    }

    private int TokenAt(EncodedText encoded, int character)
    {
        int found = Array.FindIndex(encoded.Places, place => place.Start <= character && character < place.End);
        return found >= 0 ? found : throw new ArgumentException(
            $"The character '{Text[character]}' (U+{(int)Text[character]:X4}) at place {character} of the rendered conversation is in no token, so the "
            + "answer's tokens are not known; the tokenizer drops it.");
    }
}
