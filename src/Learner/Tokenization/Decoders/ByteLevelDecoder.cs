using System.Runtime.InteropServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Reads tokens written in the byte alphabet as UTF-8; what is no UTF-8 becomes U+FFFD.</summary>
internal sealed class ByteLevelDecoder : Decoder
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Decode(IReadOnlyList<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (string token in tokens)
        {
            if (!ByteAlphabet.TryDecode(token, bytes))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(token));
            }
        }

        return [Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes))];
    }
}
