namespace MlopsCl.Learner.Imaging;

/// <summary>A picture cannot be used: unknown format, damaged, cut short or too large. The message names it and says which.</summary>
public sealed class ImageFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="name">The picture: a path, or what the caller calls it.</param>
    /// <param name="reason">What was found, the rule and what to do next.</param>
    /// <param name="inner">The error of a lower layer, if that is what told.</param>
    public ImageFormatException(string name, string reason, Exception? inner = null)
        : base($"{name}: {reason}", inner)
    {
        Name = name;
    }

    /// <summary>The picture: a path, or what the caller calls it.</summary>
    public string Name { get; }
}
