using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Answering;

/// <summary>The text of an answer's tokens, piece by piece: only characters that no later token can change.</summary>
/// <param name="tokenizer">The model's tokenizer.</param>
internal sealed class GrowingText(Tokenizer tokenizer)
{
    private const char Unfinished = '\uFFFD';

    private readonly List<int> _tokens = [];
    private int _given;

    /// <summary>Takes a token.</summary>
    /// <returns>The characters that it completes; empty while bytes of a character are missing.</returns>
    public string Add(int token)
    {
        _tokens.Add(token);
        return Take(Text().TrimEnd(Unfinished));
    }

    /// <summary>What is left when no token follows.</summary>
    public string End() => Take(Text());

    private string Text() => tokenizer.Decode(_tokens.ToArray());

    private string Take(string text)
    {
        if (text.Length <= _given)
            return "";
        var piece = text[_given..];
        _given = text.Length;
        return piece;
    }
}
