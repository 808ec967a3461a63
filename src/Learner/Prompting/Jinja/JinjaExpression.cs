namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A part of an expression.</summary>
/// <param name="Line">Its line, from 1.</param>
internal abstract record JinjaExpression(int Line)
{
    /// <summary>A fixed value.</summary>
    internal sealed record Constant(int Line, object? Value) : JinjaExpression(Line);

    /// <summary>A variable.</summary>
    internal sealed record Name(int Line, string Id) : JinjaExpression(Line);

    /// <summary>A list or tuple.</summary>
    internal sealed record List(int Line, IReadOnlyList<JinjaExpression> Items, bool IsTuple) : JinjaExpression(Line);

    /// <summary>A dictionary.</summary>
    internal sealed record Map(int Line, IReadOnlyList<(JinjaExpression Key, JinjaExpression Value)> Items) : JinjaExpression(Line);

    /// <summary>A sign or <c>not</c> before a value.</summary>
    internal sealed record Unary(int Line, string Operator, JinjaExpression Operand) : JinjaExpression(Line);

    /// <summary>Two values and an operator.</summary>
    internal sealed record Binary(int Line, string Operator, JinjaExpression Left, JinjaExpression Right) : JinjaExpression(Line);

    /// <summary>A chain of comparisons.</summary>
    internal sealed record Comparison(int Line, JinjaExpression First, IReadOnlyList<(string Operator, JinjaExpression Value)> Rest)
        : JinjaExpression(Line);

    /// <summary>One value or another.</summary>
    internal sealed record Condition(int Line, JinjaExpression If, JinjaExpression Then, JinjaExpression? Else) : JinjaExpression(Line);

    /// <summary>A member by name: <c>a.b</c>.</summary>
    internal sealed record Member(int Line, JinjaExpression Of, string Id) : JinjaExpression(Line);

    /// <summary>A member by key: <c>a[b]</c>.</summary>
    internal sealed record Item(int Line, JinjaExpression Of, JinjaExpression Key) : JinjaExpression(Line);

    /// <summary>A part by positions: <c>a[1:2:3]</c>.</summary>
    internal sealed record Slice(int Line, JinjaExpression Of, JinjaExpression? Start, JinjaExpression? Stop, JinjaExpression? Step)
        : JinjaExpression(Line);

    /// <summary>A call.</summary>
    internal sealed record Call(int Line, JinjaExpression Of, JinjaArguments Arguments) : JinjaExpression(Line);

    /// <summary>A filter; without a value, of a block's text.</summary>
    internal sealed record Filter(int Line, JinjaExpression? Of, string Id, JinjaArguments Arguments) : JinjaExpression(Line);

    /// <summary>A test.</summary>
    internal sealed record Test(int Line, JinjaExpression Of, string Id, JinjaArguments Arguments) : JinjaExpression(Line);
}
