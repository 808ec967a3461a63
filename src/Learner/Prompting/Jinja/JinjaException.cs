namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A template is wrong, or cannot be rendered with what it is given. The message names the template and the line.</summary>
public sealed class JinjaException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="template">The template's file or name.</param>
    /// <param name="line">The line in it, from 1.</param>
    /// <param name="reason">What was found, the rule and what to do next.</param>
    /// <param name="inner">The error of a lower layer, if that is what told.</param>
    public JinjaException(string template, int line, string reason, Exception? inner = null)
        : base($"{template}: line {line}: {reason}", inner) =>
        (Template, Line, Reason) = (template, line, reason);

    /// <summary>The template's file or name.</summary>
    public string Template { get; }

    /// <summary>The line in it, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong: where the template itself raised the error, its own words.</summary>
    public string Reason { get; }
}
