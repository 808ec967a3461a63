namespace MlopsCl.Serving;

/// <summary>There is no release that could answer yet.</summary>
public sealed class NoReleaseException : InvalidOperationException
{
    internal NoReleaseException(string message)
        : base(message)
    {
    }
}
