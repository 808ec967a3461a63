using System.Buffers;
using System.Text;
using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Finds added tokens in a text: from left to right, the longest that fits, never overlapping.</summary>
internal sealed class AddedTokenSearch
{
    private readonly SearchValues<char> _beginnings;
    private readonly Dictionary<(int Node, char Next), int> _edges = [];
    private readonly List<AddedToken?> _tokens = [null];

    /// <summary>Prepares a search.</summary>
    /// <param name="tokens">Each token with the text to look for; of equal texts, the first counts.</param>
    public AddedTokenSearch(IEnumerable<(string Text, AddedToken Token)> tokens)
    {
        foreach ((string text, AddedToken token) in tokens)
        {
            int node = 0;
            foreach (char character in text)
            {
                if (!_edges.TryGetValue((node, character), out int next))
                {
                    next = _tokens.Count;
                    _tokens.Add(null);
                    _edges.Add((node, character), next);
                }

                node = next;
            }

            _tokens[node] ??= node == 0 ? null : token;
        }

        _beginnings = SearchValues.Create([.. _edges.Keys.Where(edge => edge.Node == 0).Select(edge => edge.Next)]);
    }

    /// <summary>Calls back for every stretch of text and every token, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives start, end and the token, or null for text between tokens.</param>
    public void Split(string text, Action<int, int, AddedToken?> found)
    {
        int taken = 0;
        int spaceEnd = 0;
        for (int at = Next(text, 0); at >= 0;)
        {
            if (Longest(text, at, out int end) is not { } token)
            {
                at = Next(text, at + 1);
                continue;
            }

            if (!token.SingleWord || StandsAlone(text, at, end))
            {
                int start = token.StripsLeft && at > taken ? taken + text.AsSpan(taken, at - taken).TrimEnd().Length : Math.Max(at, taken);
                if (token.StripsRight && end >= spaceEnd)
                {
                    // Looked for once in every run of white space, however many tokens lie in it.
                    spaceEnd = text.Length - text.AsSpan(end).TrimStart().Length;
                }

                int stop = token.StripsRight ? spaceEnd : end;
                if (taken < start)
                {
                    found(taken, start, null);
                }

                // White space that the token before took along is not there for one that takes it along as well.
                if (start < stop || !token.StripsLeft)
                {
                    found(start, stop, token);
                }

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

    private AddedToken? Longest(string text, int at, out int end)
    {
        AddedToken? longest = null;
        end = at;
        int node = 0;
        for (int i = at; i < text.Length && _edges.TryGetValue((node, text[i]), out node); i++)
        {
            if (_tokens[node] is { } token)
            {
                (longest, end) = (token, i + 1);
            }
        }

        return longest;
    }
}
