namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>
/// Cuts a template into words, with the white space handled as chat templates are written for: the line end behind a statement or comment
/// is dropped, and so is the space before one that begins its line; a minus sign beside a tag drops all white space there.
/// </summary>
internal sealed class JinjaLexer
{
    private readonly string _source;
    private readonly List<JinjaToken> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _counted;
    private bool _beginsLine = true;

    private JinjaLexer(string source) => _source = source;

    /// <summary>Cuts a template.</summary>
    /// <exception cref="JinjaException">A tag, a comment or a text has no end, or a character means nothing.</exception>
    public static IReadOnlyList<JinjaToken> Read(string template, string source)
    {
        string normalized = source.Replace("\r\n", "\n").Replace('\r', '\n');
        var lexer = new JinjaLexer(normalized.EndsWith('\n') ? normalized[..^1] : normalized);
        try
        {
            lexer.ReadAll();
        }
        catch (JinjaError error)
        {
            throw new JinjaException(template, lexer.LineAt(lexer._at), error.Message, error);
        }

        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _source.Length)
        {
            int tag = NextTag(_at);
            if (tag < 0)
            {
                Add(JinjaTokenKind.Data, _source[_at..]);
                break;
            }

            char kind = _source[tag + 1];
            bool isRaw = kind == '%' && JinjaTagScan.IsTag(_source, tag, "raw", out _);
            AddData(tag, kind == '{');
            _at = tag;
            if (isRaw)
            {
                ReadRaw();
            }
            else if (kind == '#')
            {
                SkipComment();
            }
            else
            {
                ReadTag(kind);
            }
        }

        Add(JinjaTokenKind.End, "");
    }

    private int NextTag(int from)
    {
        for (int at = _source.IndexOf('{', from); at >= 0; at = _source.IndexOf('{', at + 1))
        {
            if (at + 1 < _source.Length && _source[at + 1] is '{' or '%' or '#')
            {
                return at;
            }
        }

        return -1;
    }

    // The text before a tag, without what the tag's sign or its place in the line takes away.
    private void AddData(int tag, bool isPrint)
    {
        string text = JinjaTagScan.Before(_source, _at, tag, isPrint, _beginsLine);
        if (text.Length > 0)
        {
            Add(JinjaTokenKind.Data, text);
        }
    }

    private void SkipComment()
    {
        int end = _source.IndexOf("#}", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new JinjaError("a comment has no end; write #}.");
        }

        Leave(end, trimsLine: true);
    }

    private void ReadRaw()
    {
        JinjaTagScan.IsTag(_source, _at, "raw", out int close);
        int start = JinjaTagScan.Behind(_source, close, trimsLine: false);
        for (int tag = _source.IndexOf("{%", start, StringComparison.Ordinal); tag >= 0; tag = _source.IndexOf("{%", tag + 2, StringComparison.Ordinal))
        {
            if (JinjaTagScan.IsTag(_source, tag, "endraw", out int end))
            {
                string text = JinjaTagScan.Before(_source, start, tag, isPrint: false, beginsLine: false);
                Add(JinjaTokenKind.Data, text);
                Leave(end, trimsLine: true);
                return;
            }
        }

        throw new JinjaError("a raw block has no end; write {% endraw %}.");
    }

    private void ReadTag(char kind)
    {
        bool isPrint = kind == '{';
        Add(isPrint ? JinjaTokenKind.PrintBegin : JinjaTokenKind.BlockBegin, "");
        _at += 2 + (_at + 2 < _source.Length && _source[_at + 2] is '-' or '+' ? 1 : 0);
        var words = new JinjaWords(_source);
        int depth = 0;
        while (true)
        {
            _at = words.SkipSpace(_at);
            if (_at >= _source.Length)
            {
                throw new JinjaError(isPrint ? "an expression has no end; write }}." : "a statement has no end; write %}.");
            }

            int close = depth > 0 ? -1 : words.Close(_at, isPrint);
            if (close >= 0)
            {
                Add(isPrint ? JinjaTokenKind.PrintEnd : JinjaTokenKind.BlockEnd, "");
                Leave(close, trimsLine: !isPrint);
                return;
            }

            (JinjaTokenKind wordKind, string text, int end) = words.Read(_at);
            depth += text is "{" or "[" or "(" && wordKind == JinjaTokenKind.Operator ? 1 : 0;
            depth -= text is "}" or "]" or ")" && wordKind == JinjaTokenKind.Operator ? 1 : 0;
            Add(wordKind, text);
            _at = end;
        }
    }

    // Goes behind a tag that closes with the two characters here.
    private void Leave(int close, bool trimsLine)
    {
        _at = JinjaTagScan.Behind(_source, close, trimsLine);
        _beginsLine = _source[_at - 1] == '\n';
    }

    private void Add(JinjaTokenKind kind, string text) => _tokens.Add(new JinjaToken(kind, text, LineAt(_at)));

    private int LineAt(int position)
    {
        int end = Math.Min(position, _source.Length);
        if (end > _counted)
        {
            _line += _source.AsSpan(_counted, end - _counted).Count('\n');
            _counted = end;
        }

        return _line;
    }
}
