namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A template's words and how far they are read.</summary>
internal sealed class JinjaTokens(string template, IReadOnlyList<JinjaToken> tokens)
{
    private int _at;

    /// <summary>The next word.</summary>
    public JinjaToken Current => tokens[_at];

    /// <summary>The line of the next word.</summary>
    public int Line => Current.Line;

    /// <summary>The word behind the next one.</summary>
    public JinjaToken Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Takes the next word.</summary>
    public JinjaToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    /// <summary>Whether an operator comes next.</summary>
    public bool IsOperator(string text) => Current.Kind == JinjaTokenKind.Operator && Current.Text == text;

    /// <summary>Whether a name or keyword comes next.</summary>
    public bool IsName(string text) => Current.Kind == JinjaTokenKind.Name && Current.Text == text;

    /// <summary>Takes an operator, if it comes next.</summary>
    public bool TryOperator(string text)
    {
        bool found = IsOperator(text);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Takes a keyword, if it comes next.</summary>
    public bool TryName(string text)
    {
        bool found = IsName(text);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Takes an operator.</summary>
    /// <exception cref="JinjaException">Something else comes.</exception>
    public void Operator(string text)
    {
        if (!TryOperator(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    /// <summary>Takes a keyword.</summary>
    /// <exception cref="JinjaException">Something else comes.</exception>
    public void Keyword(string text)
    {
        if (!TryName(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    /// <summary>Takes a name.</summary>
    /// <exception cref="JinjaException">Something else comes.</exception>
    public string Name() => Current.Kind == JinjaTokenKind.Name ? Take().Text : throw Unexpected("a name");

    /// <summary>Takes a word of a kind.</summary>
    /// <exception cref="JinjaException">Something else comes.</exception>
    public void Kind(JinjaTokenKind kind, string what)
    {
        if (Current.Kind != kind)
        {
            throw Unexpected(what);
        }

        Take();
    }

    /// <summary>A complaint about the next word.</summary>
    public JinjaException Unexpected(string wanted) => Refused(Current.Kind == JinjaTokenKind.End
        ? $"the template ends, and {wanted} is missing."
        : $"'{(Current.Text.Length > 0 ? Current.Text : Current.Kind.ToString())}' stands where {wanted} is wanted.");

    /// <summary>A complaint about the place.</summary>
    public JinjaException Refused(string reason) => new(template, Line, reason);
}
