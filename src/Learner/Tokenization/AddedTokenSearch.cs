using System.Buffers;
using System.Text;
using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Finds added tokens in a text: from left to right, the longest that fits, never overlapping.</summary>
internal sealed class AddedTokenSearch
{
    private readonly SearchValues<char> _beginnings;
    private readonly Dictionary<char, (string Text, AddedToken Token)[]> _byBeginning;

    /// <summary>Prepares a search.</summary>
    /// <param name="tokens">Each token with the text to look for.</param>
    public AddedTokenSearch(IEnumerable<(string Text, AddedToken Token)> tokens)
    {
        _byBeginning = tokens.Where(t => t.Text.Length > 0).GroupBy(t => t.Text[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(t => t.Text.Length).ToArray());
        _beginnings = SearchValues.Create([.. _byBeginning.Keys]);
    }

    /// <summary>Calls back for every stretch of text and every token, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives start, end and the token, or null for text between tokens.</param>
    public void Split(string text, Action<int, int, AddedToken?> found)
    {
        int taken = 0;
        for (int at = Next(text, 0); at >= 0;)
        {
            if (Longest(text, at) is not { } match)
            {
                at = Next(text, at + 1);
                continue;
            }

            int end = at + match.Text.Length;
            if (!match.Token.SingleWord || StandsAlone(text, at, end))
            {
                int start = match.Token.StripsLeft ? Math.Max(text.AsSpan(0, at).TrimEnd().Length, taken) : Math.Max(at, taken);
                int stop = match.Token.StripsRight ? text.Length - text.AsSpan(end).TrimStart().Length : end;
                if (taken < start)
                {
                    found(taken, start, null);
                }

                found(start, stop, match.Token);
                taken = stop;
            }

            at = Next(text, end);
        }

        if (taken < text.Length)
        {
            found(taken, text.Length, null);
        }
    }

    private static bool StandsAlone(string text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out Rune before, out _);
        Rune.DecodeFromUtf16(text.AsSpan(end), out Rune after, out _);
        return (start == 0 || !CharacterClass.IsWord(before)) && (end == text.Length || !CharacterClass.IsWord(after));
    }

    private int Next(string text, int from)
    {
        int found = from >= text.Length ? -1 : text.AsSpan(from).IndexOfAny(_beginnings);
        return found < 0 ? -1 : from + found;
    }

    private (string Text, AddedToken Token)? Longest(string text, int at)
    {
        foreach ((string Text, AddedToken Token) candidate in _byBeginning[text[at]])
        {
            if (text.AsSpan(at).StartsWith(candidate.Text))
            {
                return candidate;
            }
        }

        return null;
    }
}
