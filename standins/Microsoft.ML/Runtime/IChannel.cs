namespace Microsoft.ML.Runtime;

/// <summary>Takes messages for people. They arrive at <see cref="MLContext.Log"/>.</summary>
public interface IChannel : IPipe<ChannelMessage>
{
    /// <summary>Sends a detail.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">The text.</param>
    void Trace(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a detail.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">A composite format string.</param>
    /// <param name="args">Its arguments.</param>
    void Trace(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends an error message; does not throw.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">The text.</param>
    void Error(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends an error message; does not throw.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">A composite format string.</param>
    /// <param name="args">Its arguments.</param>
    void Error(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a warning.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">The text.</param>
    void Warning(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a warning.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">A composite format string.</param>
    /// <param name="args">Its arguments.</param>
    void Warning(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a message that users want to see.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">The text.</param>
    void Info(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a message that users want to see.</summary>
    /// <param name="sensitivity">What the text may give away.</param>
    /// <param name="fmt">A composite format string.</param>
    /// <param name="args">Its arguments.</param>
    void Info(MessageSensitivity sensitivity, string fmt, params object[] args);
}
