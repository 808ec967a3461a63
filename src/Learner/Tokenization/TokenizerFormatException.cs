namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// A tokenizer's definition breaks the rules of its format, or uses a part that is not supported. The message names the file and the key.
/// </summary>
public sealed class TokenizerFormatException : SettingException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="key">The key in it, dots between levels.</param>
    /// <param name="reason">What was found, the rule and what to do next.</param>
    /// <param name="inner">The error of a lower layer, if that is what told.</param>
    public TokenizerFormatException(string file, string key, string reason, Exception? inner = null)
        : base(file, key, reason, inner)
    {
    }
}
