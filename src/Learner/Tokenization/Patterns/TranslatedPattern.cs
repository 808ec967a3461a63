using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>An expression of a tokenizer's definition as one of .NET's, for what cannot become a table.</summary>
internal sealed class TranslatedPattern
{
    // As CharacterSet has them.
    private const string WordInBrackets = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9";
    private const string Word = WordInBrackets + @"\u00B2\u00B3\u00B9\u00BC-\u00BE";

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

            result.Append(Element(source, regex, i, length));
            i += length;
        }

        return result.ToString();
    }

    // What another engine would read otherwise: word characters, counts without a least, and settings inside of the expression.
    private static string Element(DefinitionNode source, string regex, int at, int length)
    {
        string element = regex.Substring(at, length);
        if (element == "(" && regex[(at + 1)..] is ['?', 'm' or 's' or 'x' or '-' or 'i', ..] rest && !rest.StartsWith("?i:", StringComparison.Ordinal))
        {
            throw source.Refused("settings inside of an expression are supported as (?i:…) alone; write the expression without others.");
        }

        return element switch
        {
            @"\w" => $"[{Word}]",
            @"\W" => $"[^{Word}]",
            ['{', ',', ..] => "{0" + element[1..],
            ['[', ..] => Regex.Replace(element, @"\\(.)", escape => escape.Value switch
            {
                @"\w" => WordInBrackets,
                @"\W" => throw source.Refused(@"\W inside of a set is not supported; spell the set out."),
                var other => other,
            }),
            _ => element,
        };
    }
}
