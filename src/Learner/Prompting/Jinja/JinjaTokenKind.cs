namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The kinds of words of a template.</summary>
internal enum JinjaTokenKind
{
    /// <summary>Text between tags.</summary>
    Data,

    /// <summary>The beginning of an expression that is printed.</summary>
    PrintBegin,

    /// <summary>Its end.</summary>
    PrintEnd,

    /// <summary>The beginning of a statement.</summary>
    BlockBegin,

    /// <summary>Its end.</summary>
    BlockEnd,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A text, without quotes and escapes.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent.</summary>
    Number,

    /// <summary>An operator, bracket, comma, colon or dot.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}
