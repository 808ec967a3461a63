namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>
/// A template in the part of Jinja 3 that chat templates are written in, with the white space handling that they expect. A template can do
/// nothing but make a text: it sees only the values that it is given, and its steps, its calls and its texts are limited.
/// </summary>
internal sealed class JinjaTemplate
{
    private readonly IReadOnlyList<JinjaStatement> _body;

    private JinjaTemplate(string name, IReadOnlyList<JinjaStatement> body) => (Name, _body) = (name, body);

    /// <summary>The file or name, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether the template says which parts of the text are the assistant's.</summary>
    public bool MarksGeneration { get; private init; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="JinjaException">It breaks a rule of the language, or uses something that is not supported.</exception>
    public static JinjaTemplate Parse(string name, string source) => new(name, JinjaParser.Parse(name, source))
    {
        MarksGeneration = source.Contains("endgeneration", StringComparison.Ordinal),
    };

    /// <summary>Renders the template.</summary>
    /// <param name="values">The variables that it is given.</param>
    /// <returns>The text, and the parts of it that are the assistant's, in UTF-16 units.</returns>
    /// <exception cref="JinjaException">The template raises an error, or does what cannot be done.</exception>
    public (string Text, IReadOnlyList<(int Start, int End)> Spans) Render(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var scope = new JinjaScope(null);
        foreach ((string name, object? value) in values)
        {
            scope.Set(name, value);
        }

        return new JinjaRendering(Name).Render(_body, scope);
    }
}
