namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// Finds how far one element of a regular expression's text reaches: an escape, a set, a counted repetition or a character.
/// </summary>
internal static class PatternToken
{
    /// <summary>Characters of the element at <paramref name="start"/>.</summary>
    public static int Length(string regex, int start) => regex[start] switch
    {
        '\\' => Escape(regex, start),
        '[' => Set(regex, start),
        '{' => Until(regex, start, '}'),
        _ => 1,
    };

    private static int Escape(string regex, int start)
    {
        bool property = start + 2 < regex.Length && regex[start + 1] is 'p' or 'P' && regex[start + 2] == '{';
        return property ? Until(regex, start, '}') : Math.Min(2, regex.Length - start);
    }

    private static int Set(string regex, int start)
    {
        for (int i = start + 1; i < regex.Length;)
        {
            if (regex[i] == ']' && i > start + 1 && !(i == start + 2 && regex[start + 1] == '^'))
            {
                return i + 1 - start;
            }

            i += regex[i] == '\\' ? Escape(regex, i) : 1;
        }

        return regex.Length - start;
    }

    private static int Until(string regex, int start, char end)
    {
        int found = regex.IndexOf(end, start);
        return found < 0 ? regex.Length - start : found + 1 - start;
    }
}
