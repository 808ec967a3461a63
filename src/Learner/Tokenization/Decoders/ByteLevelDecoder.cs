using System.Runtime.InteropServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Reads tokens written in the byte alphabet as UTF-8; what is no UTF-8 becomes U+FFFD.</summary>
internal sealed class ByteLevelDecoder : Decoder
{
    /// <inheritdoc/>
    public override bool Fuses => true;

    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed) => new Stage();

    private sealed class Stage : DecoderStage
    {
        private readonly System.Text.Decoder _utf8 = Encoding.UTF8.GetDecoder();
        private readonly List<byte> _bytes = [];
        private char[] _characters = new char[64];

        public override void Add(string token, List<string> output)
        {
            _bytes.Clear();
            if (!ByteAlphabet.TryDecode(token, _bytes))
            {
                _bytes.AddRange(Encoding.UTF8.GetBytes(token));
            }

            Read(output, isEnd: false);
        }

        public override void Complete(List<string> output)
        {
            _bytes.Clear();
            Read(output, isEnd: true);
        }

        private void Read(List<string> output, bool isEnd)
        {
            if (_bytes.Count + 4 > _characters.Length)
            {
                _characters = new char[_bytes.Count * 2];
            }

            int count = _utf8.GetChars(CollectionsMarshal.AsSpan(_bytes), _characters, isEnd);
            if (count > 0)
            {
                output.Add(new string(_characters, 0, count));
            }
        }
    }
}
