using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message of <see cref="MLContext.Log"/>.</summary>
public class LoggingEventArgs : EventArgs
{
    /// <summary>A message of a source.</summary>
    /// <param name="message">The text as it was sent.</param>
    /// <param name="kind">How much it matters.</param>
    /// <param name="source">The names of host and channel, separated by "; ".</param>
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>The text with its source and kind.</summary>
    public string Message { get; }

    /// <summary>How much it matters.</summary>
    public ChannelMessageKind Kind { get; }

    /// <summary>The names of host and channel, separated by "; ".</summary>
    public string Source { get; }

    /// <summary>The text as it was sent.</summary>
    public string RawMessage { get; }
}
