using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>An expression of a tokenizer's definition as one of .NET's, for what cannot become a table.</summary>
internal sealed class TranslatedPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly DefinitionNode _source;
    private readonly Regex _regex;

    /// <summary>Compiles an expression.</summary>
    /// <exception cref="TokenizerFormatException">The expression is invalid or uses what the engine here lacks.</exception>
    public TranslatedPattern(DefinitionNode source, string expression)
    {
        _source = source;
        _regex = Compile(source, Translate(source, expression));
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

    private static Regex Compile(DefinitionNode source, string regex)
    {
        try
        {
            return new Regex(regex, RegexOptions.Multiline | RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException error)
        {
            throw source.Refused($"'{regex}' is no regular expression that is understood here ({error.Message})", error);
        }
    }

    // Possessive quantifiers become atomic groups; sets that would silently mean something else are refused.
    private static string Translate(DefinitionNode source, string regex)
    {
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
