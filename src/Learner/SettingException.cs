namespace MlopsCl.Learner;

/// <summary>A file of settings cannot be used. The message names the file and the key.</summary>
public abstract class SettingException : FormatException
{
    private protected SettingException(string file, string key, string reason, Exception? inner)
        : base($"{file}: {key}: {reason}", inner)
    {
        File = file;
        Key = key;
    }

    /// <summary>The file that was read.</summary>
    public string File { get; }

    /// <summary>The key in it, dots between levels.</summary>
    public string Key { get; }
}
