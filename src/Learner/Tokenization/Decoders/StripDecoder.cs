namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Removes up to so many of one character at the ends of each token.</summary>
internal sealed class StripDecoder(char character, int start, int stop) : Decoder
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Decode(IReadOnlyList<string> tokens) => [.. tokens.Select(Strip)];

    private string Strip(string token)
    {
        int from = 0;
        while (from < Math.Min(start, token.Length) && token[from] == character)
        {
            from++;
        }

        int to = token.Length;
        while (to > Math.Max(from, token.Length - stop) && token[to - 1] == character)
        {
            to--;
        }

        return token[from..to];
    }
}
