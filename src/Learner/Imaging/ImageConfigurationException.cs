namespace MlopsCl.Learner.Imaging;

/// <summary>A checkpoint's image processor configuration cannot be used. The message names the file and the key.</summary>
public sealed class ImageConfigurationException : SettingException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="key">The key in it, dots between levels.</param>
    /// <param name="reason">What was found, the rule and what to do next.</param>
    /// <param name="inner">The error of a lower layer, if that is what told.</param>
    public ImageConfigurationException(string file, string key, string reason, Exception? inner = null)
        : base(file, key, reason, inner)
    {
    }
}
