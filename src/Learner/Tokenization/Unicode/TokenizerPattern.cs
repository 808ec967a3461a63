using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>A regular expression of a tokenizer's definition, which is written for another engine, made to mean the same here.</summary>
internal sealed class TokenizerPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DefinitionNode _source;
    private readonly Regex _regex;

    /// <summary>Compiles a definition's <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    /// <exception cref="TokenizerFormatException">The expression is invalid or uses what the engine here lacks.</exception>
    public TokenizerPattern(DefinitionNode pattern)
    {
        _source = pattern;
        _regex = pattern.Optional("String") is { } literal
            ? Compile(literal, Regex.Escape(literal.NonEmptyText()))
            : Compile(pattern.Required("Regex"), Translate(pattern.Required("Regex")));
    }

    /// <summary>Compiles an expression that is not from a file.</summary>
    public TokenizerPattern(DefinitionNode source, string regex)
    {
        _source = source;
        _regex = Compile(source, regex);
    }

    /// <summary>Adds start and length of every match, in order.</summary>
    /// <exception cref="TokenizerFormatException">The expression takes practically for ever on this text.</exception>
    public void FindMatches(ReadOnlySpan<char> text, List<(int Start, int Length)> matches)
    {
        try
        {
            if (!SupplementaryText.IsNeeded(text))
            {
                foreach (ValueMatch match in _regex.EnumerateMatches(text))
                {
                    matches.Add((match.Index, match.Length));
                }

                return;
            }

            SupplementaryText stood = SupplementaryText.Of(text);
            foreach (ValueMatch match in _regex.EnumerateMatches(stood.Text))
            {
                int start = stood.Original(match.Index);
                matches.Add((start, stood.Original(match.Index + match.Length) - start));
            }
        }
        catch (RegexMatchTimeoutException error)
        {
            throw _source.Refused($"the expression needs more than {Limit.TotalSeconds} s for a text of {text.Length} characters.", error);
        }
    }

    /// <summary>Replaces every match by a fixed text.</summary>
    /// <exception cref="TokenizerFormatException">The expression takes practically for ever on this text.</exception>
    public string Replace(string text, string replacement)
    {
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

    private static Regex Compile(DefinitionNode source, string regex)
    {
        try
        {
            return new Regex(regex, RegexOptions.Compiled | RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException error)
        {
            throw source.Refused($"'{regex}' is no regular expression that is understood here ({error.Message})", error);
        }
    }

    // Possessive quantifiers become atomic groups; sets that would silently mean something else are refused.
    private static string Translate(DefinitionNode source)
    {
        string regex = source.NonEmptyText();
        if (regex.Contains("[:", StringComparison.Ordinal) || regex.Contains("&&", StringComparison.Ordinal))
        {
            throw source.Refused("POSIX classes and intersections of sets are not supported; spell the set out.");
        }

        var result = new StringBuilder(regex.Length);
        var groups = new Stack<int>();
        int atom = 0;
        for (int i = 0; i < regex.Length;)
        {
            int length = PatternToken.Length(regex, i);
            char first = regex[i];
            if (length == 1 && first is '?' or '*' or '+')
            {
                bool possessive = i + 1 < regex.Length && regex[i + 1] == '+';
                bool lazy = i + 1 < regex.Length && regex[i + 1] == '?';
                result.Append(first).Append(lazy ? "?" : "");
                if (possessive)
                {
                    result.Insert(atom, "(?>").Append(')');
                }

                i += possessive || lazy ? 2 : 1;
                continue;
            }

            if (length == 1 && first == ')')
            {
                atom = groups.TryPop(out int opened) ? opened : 0;
            }
            else if (first != '{')
            {
                atom = result.Length;
            }

            if (length == 1 && first == '(')
            {
                groups.Push(result.Length);
            }

            result.Append(regex, i, length);
            i += length;
        }

        return result.ToString();
    }
}
