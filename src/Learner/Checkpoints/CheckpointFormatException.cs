namespace MlopsCl.Learner.Checkpoints;

/// <summary>A checkpoint file breaks the rules of its format. The message names the file and the key or offset where it does.</summary>
public sealed class CheckpointFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="location">A tensor's name, a JSON key or a byte offset inside <paramref name="file"/>.</param>
    /// <param name="reason">What was found, what the format asks for and what to do next.</param>
    /// <param name="inner">The error of a lower layer, if that is what told.</param>
    public CheckpointFormatException(string file, string location, string reason, Exception? inner = null)
        : base($"{file}: {Shown(location)}: {reason}", inner)
    {
        File = file;
        Location = Shown(location);
    }

    /// <summary>The file that was read.</summary>
    public string File { get; }

    /// <summary>A tensor's name, a JSON key or a byte offset inside <see cref="File"/>.</summary>
    public string Location { get; }

    // A tensor's name may be empty.
    private static string Shown(string location) => location.Length == 0 ? "''" : location;
}
