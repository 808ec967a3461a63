using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// A text or an expression of a tokenizer's definition, which is written for another engine, made to mean the same here: a plain text is
/// searched as it is, most expressions become a table, and the few others become .NET's.
/// </summary>
internal sealed class TokenizerPattern
{
    private readonly string? _literal;
    private readonly PatternAutomaton? _automaton;
    private readonly TranslatedPattern? _translated;

    private TokenizerPattern(string? literal, PatternAutomaton? automaton, TranslatedPattern? translated) =>
        (_literal, _automaton, _translated) = (literal, automaton, translated);

    /// <summary>Whether the expression became a table.</summary>
    public bool IsTable => _automaton is not null;

    /// <summary>Whether it is one fixed character.</summary>
    public bool IsCharacter => _literal is { Length: 1 };

    /// <summary>Reads a definition's <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    /// <exception cref="TokenizerFormatException">The expression is invalid or uses what is not supported here.</exception>
    public static TokenizerPattern Read(DefinitionNode pattern) => pattern.Optional("String") is { } literal
        ? new TokenizerPattern(literal.NonEmptyText(), null, null)
        : Of(pattern.Required("Regex"), pattern.Required("Regex").NonEmptyText());

    /// <summary>Compiles an expression.</summary>
    /// <param name="source">Where it is from, for messages.</param>
    /// <param name="expression">The expression.</param>
    /// <exception cref="TokenizerFormatException">The expression is invalid or uses what is not supported here.</exception>
    public static TokenizerPattern Of(DefinitionNode source, string expression) => PatternAutomaton.Compile(expression) is { } automaton
        ? new TokenizerPattern(null, automaton, null)
        : new TokenizerPattern(null, null, new TranslatedPattern(source, expression));

    /// <summary>Adds start and length of every match, in order.</summary>
    /// <exception cref="TokenizerFormatException">The expression takes practically for ever on this text.</exception>
    public void FindMatches(ReadOnlySpan<char> text, List<(int Start, int Length)> matches)
    {
        if (_automaton is not null)
        {
            _automaton.FindMatches(text, matches);
            return;
        }

        if (_translated is not null)
        {
            _translated.FindMatches(text, matches);
            return;
        }

        for (int from = 0; text[from..].IndexOf(_literal, StringComparison.Ordinal) is >= 0 and int found; from += found + _literal!.Length)
        {
            matches.Add((from + found, _literal!.Length));
        }
    }

    /// <summary>Replaces every match by a fixed text.</summary>
    /// <returns>The same object where nothing matches.</returns>
    /// <exception cref="TokenizerFormatException">The expression takes practically for ever on this text.</exception>
    public string Replace(string text, string replacement)
    {
        if (_literal is not null)
        {
            return text.Replace(_literal, replacement, StringComparison.Ordinal);
        }

        var matches = new List<(int Start, int Length)>();
        FindMatches(text, matches);
        if (matches.Count == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        int end = 0;
        foreach ((int start, int length) in matches)
        {
            result.Append(text, end, start - end).Append(replacement);
            end = start + length;
        }

        return result.Append(text, end, text.Length - end).ToString();
    }
}
