namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Removes up to so many of one character at the ends of each token.</summary>
internal sealed class StripDecoder(char character, int start, int stop) : Decoder
{
    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed) =>
        isFused ? new FusedStage(character, start, stop) : new MappingStage(token =>
        {
            var stage = new FusedStage(character, start, stop);
            var parts = new List<string>();
            stage.Add(token, parts);
            return string.Concat(parts);
        });

    // Works on a token that arrives in parts: what may have to be removed at its end is held back.
    private sealed class FusedStage(char character, int start, int stop) : DecoderStage
    {
        private int _toRemove = start;
        private string _heldBack = "";

        public override void Add(string token, List<string> output)
        {
            int from = 0;
            while (from < token.Length && _toRemove > 0 && token[from] == character)
            {
                from++;
                _toRemove--;
            }

            if (from == token.Length)
            {
                return;
            }

            _toRemove = 0;
            string text = _heldBack + token[from..];
            int to = text.Length;
            while (to > Math.Max(0, text.Length - stop) && text[to - 1] == character)
            {
                to--;
            }

            _heldBack = text[to..];
            output.Add(text[..to]);
        }
    }
}
