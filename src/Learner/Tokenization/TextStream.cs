using System.Text;
using MlopsCl.Learner.Tokenization.Decoders;

namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// An answer's text, token by token. A character of which only some bytes have arrived is held back until it is whole or can no longer
/// become so.
/// </summary>
internal sealed class TextStream(DecoderChain chain, Func<int, string?> tokenOf)
{
    private readonly StringBuilder _text = new();

    /// <summary>Takes a token and gives the text that it completes; empty where there is none yet.</summary>
    public string Add(int id)
    {
        _text.Clear();
        if (tokenOf(id) is { } token)
        {
            chain.Add(token, _text);
        }

        return _text.ToString();
    }

    /// <summary>Gives the text that was held back; the answer has ended.</summary>
    public string Complete()
    {
        _text.Clear();
        chain.Complete(_text);
        return _text.ToString();
    }
}
