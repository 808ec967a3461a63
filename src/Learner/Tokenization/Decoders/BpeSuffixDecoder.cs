namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Writes the mark of a word's end as a space, and as nothing at the end of the text; the format calls it BPEDecoder.</summary>
internal sealed class BpeSuffixDecoder(string suffix) : Decoder
{
    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed) =>
        isFused ? new WholeStage(text => text.Replace(suffix, "", StringComparison.Ordinal)) : new Stage(suffix);

    private sealed class Stage(string suffix) : DecoderStage
    {
        private string? _last;

        public override void Add(string token, List<string> output)
        {
            Give(" ", output);
            _last = token;
        }

        public override void Complete(List<string> output) => Give("", output);

        private void Give(string space, List<string> output)
        {
            if (_last is not null)
            {
                output.Add(_last.Replace(suffix, space, StringComparison.Ordinal));
            }
        }
    }
}
