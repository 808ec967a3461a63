namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A part of a template.</summary>
/// <param name="Line">Its line, from 1.</param>
internal abstract record JinjaStatement(int Line)
{
    /// <summary>Text as it is.</summary>
    internal sealed record Data(int Line, string Text) : JinjaStatement(Line);

    /// <summary>A value that is printed.</summary>
    internal sealed record Print(int Line, JinjaExpression Value) : JinjaStatement(Line);

    /// <summary>Alternatives, each with a condition but for the last one, if there is such.</summary>
    internal sealed record If(int Line, IReadOnlyList<(JinjaExpression Test, IReadOnlyList<JinjaStatement> Body)> Branches,
        IReadOnlyList<JinjaStatement> Else) : JinjaStatement(Line);

    /// <summary>A loop.</summary>
    internal sealed record For(int Line, JinjaTarget Target, JinjaExpression Over, JinjaExpression? Where,
        IReadOnlyList<JinjaStatement> Body, IReadOnlyList<JinjaStatement> Else) : JinjaStatement(Line);

    /// <summary>Leaves a loop.</summary>
    internal sealed record Break(int Line) : JinjaStatement(Line);

    /// <summary>Goes on with a loop's next item.</summary>
    internal sealed record Continue(int Line) : JinjaStatement(Line);

    /// <summary>Sets a variable to a value.</summary>
    internal sealed record Set(int Line, JinjaTarget Target, JinjaExpression Value) : JinjaStatement(Line);

    /// <summary>Sets a variable to a block's text.</summary>
    internal sealed record SetBlock(int Line, JinjaTarget Target, JinjaExpression.Filter? Filter, IReadOnlyList<JinjaStatement> Body)
        : JinjaStatement(Line);

    /// <summary>Defines a macro.</summary>
    internal sealed record Macro(int Line, string Id, IReadOnlyList<(string Name, JinjaExpression? Default)> Parameters,
        IReadOnlyList<JinjaStatement> Body) : JinjaStatement(Line);

    /// <summary>Calls a macro that calls back.</summary>
    internal sealed record CallBlock(int Line, JinjaExpression.Call Call, Macro Caller) : JinjaStatement(Line);

    /// <summary>Filters a block's text.</summary>
    internal sealed record FilterBlock(int Line, JinjaExpression.Filter Filter, IReadOnlyList<JinjaStatement> Body) : JinjaStatement(Line);

    /// <summary>Variables for a block.</summary>
    internal sealed record With(int Line, IReadOnlyList<(JinjaTarget Target, JinjaExpression Value)> Values,
        IReadOnlyList<JinjaStatement> Body) : JinjaStatement(Line);

    /// <summary>What the assistant says.</summary>
    internal sealed record Generation(int Line, IReadOnlyList<JinjaStatement> Body) : JinjaStatement(Line);
}
