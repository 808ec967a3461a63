namespace Microsoft.ML.Runtime;

/// <summary>Opens channels for messages.</summary>
public interface IChannelProvider : IExceptionContext
{
    /// <summary>Opens a channel.</summary>
    /// <param name="name">What the messages are about.</param>
    /// <returns>A channel; the caller disposes it.</returns>
    IChannel Start(string name);
}
